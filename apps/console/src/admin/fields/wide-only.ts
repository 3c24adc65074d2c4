/** Columns that only a wide window has room for. */
export const WIDE_ONLY = { display: { xs: "none", md: "table-cell" } } as const;
