import type { Operator } from "@catalyst/contracts";

const EMPTINESS = ["isEmpty", "isNotEmpty"] as const;
const ORDER = ["lessThan", "atMost", "greaterThan", "atLeast"] as const;
const PARTS = ["contains", "notContains", "startsWith"] as const;
const LISTS = ["hasAny", "hasAll", "hasNone"] as const;

/** Operators by what values are like, in the order that people are offered them. */
export const CHOICE_OPERATORS = [
  "equals",
  "notEquals",
  "in",
  "notIn",
  ...EMPTINESS,
] as const satisfies readonly Operator[];
export const TEXT_OPERATORS = [...PARTS, ...CHOICE_OPERATORS] as const satisfies readonly Operator[];
export const LONG_TEXT_OPERATORS = [...PARTS, ...EMPTINESS] as const satisfies readonly Operator[];
export const NUMBER_OPERATORS = [
  "equals",
  "notEquals",
  ...ORDER,
  "in",
  "notIn",
  ...EMPTINESS,
] as const satisfies readonly Operator[];
export const YES_NO_OPERATORS = ["equals", "notEquals", ...EMPTINESS] as const satisfies readonly Operator[];
export const DAY_OPERATORS = ["within", "notWithin", ...NUMBER_OPERATORS] as const satisfies readonly Operator[];
/** A list of instants is nothing that anyone asks for. */
export const MOMENT_OPERATORS = [
  "within",
  "notWithin",
  "equals",
  "notEquals",
  ...ORDER,
  ...EMPTINESS,
] as const satisfies readonly Operator[];
export const OPTIONS_OPERATORS = [...LISTS, ...EMPTINESS] as const satisfies readonly Operator[];
export const RELATION_OPERATORS = [
  "equals",
  "notEquals",
  "in",
  "notIn",
  ...LISTS,
  ...EMPTINESS,
] as const satisfies readonly Operator[];
/** Addresses and JSON: by the texts inside. */
export const DOCUMENT_OPERATORS = ["contains", "notContains", ...EMPTINESS] as const satisfies readonly Operator[];
