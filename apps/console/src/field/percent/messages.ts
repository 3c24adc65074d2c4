/** Texts of the type. */
export const percentMessages = { description: "A share: 12.5 means 12.5%" };
