/** Texts of the type. */
export const formulaMessages = { description: "Computed from other fields of the record", mark: "(formula)" };
