import { expect, test } from "vitest";
import { compileExpression, type ExpressionScope } from "./compile-expression.ts";
import { evaluateCondition } from "./compile-condition.ts";
import { parseTemplate, renderTemplate } from "./template.ts";

const scope: ExpressionScope = {
  record: { tier: "A", amount: 12.5, tags: ["x"], name: 'O"Neil & <b>', empty: null },
  previous: { tier: "B" },
  changedFields: ["tier"],
  steps: { s1: { status: 200, json: { id: "7" } } },
  now: "2026-11-22T10:00:00.000Z",
};
const run = (source: string): unknown => compileExpression(source).evaluate(scope);

test.each([
  ['record.tier == "A"', true],
  ['record.nothing == "A"', false],
  ["record.nothing == null", true],
  ["record.empty > 3", false],
  ["record.amount * 2 + 1", 26],
  ["record.amount > 12 && steps.s1.status == 200", true],
  ["steps.s1.json.id", "7"],
  ["steps.never.ran.at_all", null],
  ['previous.tier != record.tier && "tier" in changedFields', true],
  ['regexMatch(record.name, "^O.Neil")', true],
  ["now > timestamp('2026-01-01T00:00:00Z')", true],
  ['record["tier"]', "A"],
  ["size(record.tags)", 1],
  ['dateOf(now + duration("72h"))', "2026-11-25"],
])("the expression %s gives %j", (source, expected) => {
  expect(run(source)).toEqual(expected);
});

test.each([
  'record.name.matches("(a+)+$")',
  "cel.bind(x, 1, x)",
  "[1].map(a, [1].map(b, a))",
  "record.constructor(",
  "process.env",
  "record.__proto__",
  "record.constructor",
  "'a' +",
])("the expression %s is refused before it runs", (source) => {
  expect(() => compileExpression(source)).toThrow();
});

test("rules of the builder hold as people read them", () => {
  const holds = (operator: string, left: string, right: unknown = null): boolean =>
    evaluateCondition(
      { kind: "rules", match: "all", rules: [{ left, operator: operator as "equals", right: right as string }] },
      scope,
    );
  expect(holds("equals", "record.tier", "A")).toBe(true);
  expect(holds("notEquals", "record.tier", "A")).toBe(false);
  expect(holds("contains", "record.tags", "x")).toBe(true);
  expect(holds("contains", "record.name", "neil")).toBe(true);
  expect(holds("startsWith", "record.name", "o")).toBe(true);
  expect(holds("atLeast", "record.amount", 12.5)).toBe(true);
  expect(holds("greaterThan", "record.amount", 12)).toBe(true);
  expect(holds("lessThan", "record.empty", 12)).toBe(false);
  expect(holds("isEmpty", "record.empty")).toBe(true);
  expect(holds("isNotEmpty", "record.tier")).toBe(true);
  expect(holds("changed", "record.tier")).toBe(true);
  expect(holds("changed", "record.amount")).toBe(false);
  expect(holds("changedTo", "record.tier", "A")).toBe(true);
});

test.each([
  ["text", "Hi {{ record.name }}!", 'Hi O"Neil & <b>!'],
  ["html", "<p>{{record.name}}</p>", "<p>O&quot;Neil &amp; &lt;b&gt;</p>"],
  ["url", "https://x.test/?q={{record.name}}", "https://x.test/?q=O%22Neil%20%26%20%3Cb%3E"],
  [
    "json",
    '{"n": "{{record.name}}", "a": {{record.amount}}, "e": {{record.empty}}}',
    '{"n": "O\\"Neil & <b>", "a": 12.5, "e": null}',
  ],
  ["text", "{{ record.empty }}-{{ '}}' }}", "-}}"],
] as const)("a %s template escapes for its place: %s", (target, source, expected) => {
  expect(renderTemplate(parseTemplate(source), scope, target)).toBe(expected);
});

test("a value that looks like a template is not evaluated again", () => {
  const nested = { ...scope, record: { name: "{{ record.secret }}", secret: "s" } };
  expect(renderTemplate(parseTemplate("{{ record.name }}"), nested, "text")).toBe("{{ record.secret }}");
});
