/** Texts of the type. */
export const emailMessages = { description: "An address to write to" };
