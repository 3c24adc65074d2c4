/** Texts of the type. */
export const phoneMessages = { description: "A number to call" };
