/** Texts of the type. */
export const booleanMessages = { description: "Yes or no" };
