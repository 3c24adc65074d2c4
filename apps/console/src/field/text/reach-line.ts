import type { NameLine } from "../field-type-console.ts";

/** How to reach whoever the record is, where nothing says where or whose it is. */
export const REACH_LINE: NameLine = {
  rank: 3,
  fits: () => true,
  words: (value) => (typeof value === "string" && value !== "" ? [value] : []),
};
