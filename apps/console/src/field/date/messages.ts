/** Texts of the type. */
export const dateMessages = { description: "A day, the same everywhere" };
