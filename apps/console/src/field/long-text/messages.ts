/** Texts of the type. */
export const longTextMessages = { description: "Text of many lines" };
