import type { NameLine } from "../field-type-console.ts";

/** Whose the record is; a list of many says too much. */
export const RELATION_LINE: NameLine = {
  rank: 2,
  fits: ({ multiple }) => multiple !== true,
  words: (value, { refs }) => {
    const name = typeof value === "string" ? refs[value]?.displayName : undefined;
    return name === undefined ? [] : [name];
  },
};
