import { CONDITION_OPERATORS, type ConditionRule, type FieldType } from "@catalyst/contracts";
import type { DataPathChoice } from "@catalyst/workflow-engine";

type ConditionOperator = ConditionRule["operator"];

const WHOLE: readonly ConditionOperator[] = ["equals", "notEquals", "isEmpty", "isNotEmpty"];
const TEXT: readonly ConditionOperator[] = ["equals", "notEquals", "contains", "startsWith", "isEmpty", "isNotEmpty"];
const ORDERED: readonly ConditionOperator[] = [
  "equals",
  "notEquals",
  "lessThan",
  "atMost",
  "greaterThan",
  "atLeast",
  "isEmpty",
  "isNotEmpty",
];

const BY_TYPE: Readonly<Record<FieldType, readonly ConditionOperator[]>> = {
  text: TEXT,
  longText: TEXT,
  email: TEXT,
  phone: TEXT,
  url: TEXT,
  number: ORDERED,
  currency: ["isEmpty", "isNotEmpty"],
  percent: ORDERED,
  rating: ORDERED,
  autoNumber: ORDERED,
  date: ORDERED,
  dateTime: ORDERED,
  boolean: WHOLE,
  select: WHOLE,
  multiSelect: ["contains", "isEmpty", "isNotEmpty"],
  address: ["isEmpty", "isNotEmpty"],
  formula: ORDERED,
  rollup: ORDERED,
  user: WHOLE,
  relation: ["contains", "equals", "notEquals", "isEmpty", "isNotEmpty"],
  json: CONDITION_OPERATORS.filter((operator) => operator !== "changed" && operator !== "changedTo"),
};

/** Operators that make sense for a piece of data; only fields of the record itself can have changed. */
export function operatorsFor(choice: DataPathChoice | undefined, canChange: boolean): readonly ConditionOperator[] {
  const operators = BY_TYPE[choice?.type ?? "json"];
  const isField = choice?.path.startsWith("record.") === true && choice.field !== null;
  return canChange && isField ? [...operators, "changed", "changedTo"] : operators;
}

/** Whether an operator compares with a value. */
export function takesValue(operator: ConditionOperator): boolean {
  return operator !== "isEmpty" && operator !== "isNotEmpty" && operator !== "changed";
}
