import { expect, test } from "vitest";
import { WorkflowCondition } from "@catalyst/contracts";
import { evaluateCondition } from "./compile-condition.ts";
import { compileExpression, type ExpressionScope } from "./compile-expression.ts";
import { resolveValue } from "./resolve-value.ts";

const scope = (record: ExpressionScope["record"]): ExpressionScope => ({
  record,
  previous: null,
  changedFields: [],
  steps: {},
  now: "2026-02-28T10:00:00.000Z",
});
const priced = scope({ price: { amount: 12.5, currency: "EUR" }, tags: ["a", "b"], data: { deep: [1, { x: 2 }] } });
const empty = scope({ price: null, tags: null, data: null });

test("expressions read the parts of a value", () => {
  expect(compileExpression("record.price.amount * 2").evaluate(priced)).toBe(25);
  expect(compileExpression("record.data.deep[1].x").evaluate(priced)).toBe(2);
  expect(compileExpression('"a" in record.tags').evaluate(priced)).toBe(true);
});

test("a value with parts can be handed on whole, or be made", () => {
  expect(resolveValue({ kind: "template", text: "{{ record.price }}" }, priced)).toEqual({
    amount: 12.5,
    currency: "EUR",
  });
  expect(
    resolveValue({ kind: "formula", cel: '{"amount": record.price.amount + 1.0, "currency": "EUR"}' }, priced),
  ).toEqual({ amount: 13.5, currency: "EUR" });
});

test("a rule over a part of an empty value does not hold, and does not fail", () => {
  const isDear = WorkflowCondition.parse({
    kind: "rules",
    match: "all",
    rules: [{ left: "record.price.amount", operator: "greaterThan", right: 10 }],
  });
  expect(evaluateCondition(isDear, priced)).toBe(true);
  expect(evaluateCondition(isDear, empty)).toBe(false);
});
