import type { ConditionRule, FieldDefinition, WorkflowCondition } from "@catalyst/contracts";
import { literalProblem } from "./field-literal.ts";
import { fieldOfPath, type ReadableData } from "./readable-data.ts";

const COMPARES_WHOLE_VALUES = new Set<ConditionRule["operator"]>(["equals", "notEquals", "changedTo"]);
const ORDERS = new Set<ConditionRule["operator"]>(["lessThan", "atMost", "greaterThan", "atLeast"]);

/** What is wrong with the values that a condition's rules compare with. */
export function conditionProblem(condition: WorkflowCondition, data: ReadableData): readonly string[] {
  if (condition.kind === "formula") return [];
  return condition.rules.flatMap((rule) => {
    const field = fieldOfPath(rule.left, data);
    const problem = field === undefined ? null : ruleProblem(rule, field);
    return problem === null ? [] : [problem];
  });
}

function ruleProblem(rule: ConditionRule, field: FieldDefinition): string | null {
  if (ORDERS.has(rule.operator) && rule.right === null) return `Say what ${field.label} is compared with.`;
  if (!COMPARES_WHOLE_VALUES.has(rule.operator) && !ORDERS.has(rule.operator)) return null;
  return rule.right === null ? null : literalProblem(field, rule.right);
}
