/** Texts of the type. */
export const selectMessages = { description: "One of several options" };
