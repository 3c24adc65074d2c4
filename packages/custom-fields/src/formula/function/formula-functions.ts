import { DATE_FUNCTIONS } from "./date.ts";
import type { FormulaFunction } from "./formula-function.ts";
import { LOGIC_FUNCTIONS } from "./logic.ts";
import { NUMBER_FUNCTIONS } from "./number.ts";
import { TEXT_FUNCTIONS } from "./text.ts";

/** Every function of formulas, in the order in which people are shown them. */
export const FORMULA_FUNCTIONS: readonly FormulaFunction[] = [
  ...LOGIC_FUNCTIONS.map((entry) => ({ ...entry, group: "logic" as const })),
  ...NUMBER_FUNCTIONS.map((entry) => ({ ...entry, group: "number" as const })),
  ...TEXT_FUNCTIONS.map((entry) => ({ ...entry, group: "text" as const })),
  ...DATE_FUNCTIONS.map((entry) => ({ ...entry, group: "date" as const })),
];
