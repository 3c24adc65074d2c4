/** Texts of the type. */
export const booleanMessages = { description: "Yes, no, or not set" };
