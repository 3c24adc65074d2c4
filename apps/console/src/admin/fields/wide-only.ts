/** Columns that only a wide window has room for. */
export const WIDE_ONLY = { display: { xs: "none", md: "table-cell" } } as const;

/** Columns that give way first, also to the panel beside the list. */
export const WIDEST_ONLY = { ...WIDE_ONLY, "@container (max-width: 690px)": { display: "none" } } as const;
