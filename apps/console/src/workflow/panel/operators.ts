import { CONDITION_OPERATORS, type ConditionRule } from "@catalyst/contracts";
import { fieldTypeOf } from "@catalyst/custom-fields";
import type { DataPathChoice } from "@catalyst/workflow-engine";

type ConditionOperator = ConditionRule["operator"];

/** What can be asked of data whose form nobody knows. */
const UNKNOWN = CONDITION_OPERATORS.filter((operator) => operator !== "changed" && operator !== "changedTo");

/** Operators that make sense for a piece of data; only fields of the record itself can have changed. */
export function operatorsFor(choice: DataPathChoice | undefined, canChange: boolean): readonly ConditionOperator[] {
  const operators = choice === undefined ? UNKNOWN : operatorsOf(choice);
  const isField = choice?.path.startsWith("record.") === true && choice.field !== null;
  return canChange && isField ? [...operators, "changed", "changedTo"] : operators;
}

/** As the type's module says; a list contains what a filter calls "has any of", and of an object only its parts compare. */
function operatorsOf({ type, field }: DataPathChoice): readonly ConditionOperator[] {
  const { operators, workflowType } = fieldTypeOf(field ?? { type, config: {} });
  if (workflowType === "any") return UNKNOWN;
  if (workflowType === "map") return ["isEmpty", "isNotEmpty"];
  return UNKNOWN.filter(
    (operator) =>
      operators.some((offered) => offered === operator) || (operator === "contains" && operators.includes("hasAny")),
  );
}

/** Whether an operator compares with a value. */
export function takesValue(operator: ConditionOperator): boolean {
  return operator !== "isEmpty" && operator !== "isNotEmpty" && operator !== "changed";
}
