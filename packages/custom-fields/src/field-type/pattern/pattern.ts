/** A compiled pattern. */
export type Pattern = { matches(text: string): boolean };
