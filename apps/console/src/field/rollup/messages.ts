/** Texts of the type. */
export const rollupMessages = { description: "Counted or summed over connected records", mark: "(roll-up)" };
