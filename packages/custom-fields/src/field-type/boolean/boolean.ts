import { NOT_SEARCHED, accepted, refused, type FieldTypeModule, WRITTEN_VALUE } from "../field-type-module.ts";
import { plainText } from "../plain-text.ts";
import { YES_NO_OPERATORS } from "../operator-sets.ts";

const TRUE_WORDS = ["true", "yes", "1"];
const FALSE_WORDS = ["false", "no", "0"];
/** What is longer is neither, and not worth looking at. */
const CELL_LIMIT = 100;

/** Yes, no, or empty. */
export const booleanField: FieldTypeModule = {
  ...WRITTEN_VALUE,
  type: "boolean",
  label: "Yes or no",
  form: "boolean",
  formulaInput: "truth",
  guessRank: 4,
  search: NOT_SEARCHED,
  slotKind: "boolean",
  canBeUnique: false,
  sortable: true,
  comparison: "boolean",
  operators: YES_NO_OPERATORS,
  workflowType: "boolean",
  configKeys: [],
  checkConfig: () => [],
  parse: (value) => {
    if (value === null || value === "") return accepted(null);
    return typeof value === "boolean" ? accepted(value) : refused("wrong_type", "must be yes or no");
  },
  apiSchema: () => ({ type: "boolean" }),
  toCsv: plainText,
  fromCsv: (text) => {
    const word = text.length > CELL_LIMIT ? "no word" : text.trim().toLowerCase();
    if (word === "") return accepted(null);
    if (TRUE_WORDS.includes(word)) return accepted(true);
    return FALSE_WORDS.includes(word) ? accepted(false) : refused("wrong_type", "must be yes or no");
  },
};
