import type { ConditionRule, FieldValue, WorkflowCondition } from "@catalyst/contracts";
import { compileExpression, type Expression, type ExpressionScope } from "./compile-expression.ts";
import { ExpressionError } from "@catalyst/custom-fields/expression";

/** What the left side of a rule may be: a field of the record or of its state before, a part of it, or a step's output. */
export const RULE_PATH =
  /^(?:(?:record|previous)\.[a-zA-Z]\w{0,62}(?:\.[a-zA-Z]\w{0,62})?|steps\.[a-z]\w{0,40}(?:\.[a-zA-Z]\w{0,62}){1,4})$/;

/** The CEL text of a condition; rules of the builder have one form each. */
export function conditionToCel(condition: WorkflowCondition): string {
  if (condition.kind === "formula") return condition.cel;
  return condition.rules.map((rule) => `(${ruleToCel(rule)})`).join(condition.match === "all" ? " && " : " || ");
}

/** Parses a condition. @throws ExpressionError also when it can't give yes or no */
export function compileCondition(condition: WorkflowCondition): Expression {
  const expression = compileExpression(conditionToCel(condition));
  if (expression.type !== "bool" && expression.type !== "dyn")
    throw new ExpressionError("syntax", `A condition must give true or false; this gives ${expression.type}.`);
  return expression;
}

/** Whether a condition holds. Only `true` does. @throws ExpressionError */
export function evaluateCondition(condition: WorkflowCondition, scope: ExpressionScope): boolean {
  const value = compileCondition(condition).evaluate(scope);
  if (typeof value !== "boolean" && value !== null)
    throw new ExpressionError("evaluation", "A condition must give true or false.");
  return value === true;
}

function ruleToCel(rule: ConditionRule): string {
  const { left, operator } = rule;
  if (!RULE_PATH.test(left))
    throw new ExpressionError("syntax", `"${left.slice(0, 60)}" is not a field or a step's output.`);
  const right = literal(rule.right);
  switch (operator) {
    case "equals":
      return rule.right === null ? `isEmpty(${left})` : `${left} == ${right}`;
    case "notEquals":
      return rule.right === null ? `!isEmpty(${left})` : `${left} != ${right}`;
    case "contains":
      return `containsValue(${left}, ${right})`;
    case "startsWith":
      return `startsWithValue(${left}, ${right})`;
    case "lessThan":
      return `${left} < ${right}`;
    case "atMost":
      return `${left} <= ${right}`;
    case "greaterThan":
      return `${left} > ${right}`;
    case "atLeast":
      return `${left} >= ${right}`;
    case "isEmpty":
      return `isEmpty(${left})`;
    case "isNotEmpty":
      return `!isEmpty(${left})`;
    case "changed":
      return hasChanged(left);
    case "changedTo":
      return `${hasChanged(left)} && ${rule.right === null ? `isEmpty(${left})` : `${left} == ${right}`}`;
  }
}

function hasChanged(left: string): string {
  const [root, field] = left.split(".");
  if (root !== "record" || field === undefined)
    throw new ExpressionError("syntax", "Only a field of the record can have changed.");
  return `${JSON.stringify(field)} in changedFields`;
}

/** JSON texts are CEL texts; numbers are doubles, as field values are. */
function literal(value: FieldValue): string {
  if (typeof value !== "number") return JSON.stringify(value);
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}
