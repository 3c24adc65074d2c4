import fc from "fast-check";
import { expect, test } from "vitest";
import { workflowEnvironment } from "./cel-environment.ts";
import { compileProgram } from "./compile-program.ts";
import { ExpressionError } from "./expression-error.ts";
import type { JsonValue } from "./to-json.ts";

/** Far over what the budget stands for: machines are busy. Without the budget some of these take hours. */
const DEADLINE_MS = 5_000;

const ENVIRONMENT = workflowEnvironment({ record: "map", steps: "map", now: "google.protobuf.Timestamp" });
const ROOTS = new Set(["record", "steps"]);
const TEXT = "abc ".repeat(250_000);
const ITEMS = Array.from({ length: 100_000 }, (_, place) => ({ id: place, name: `n${place}`, tags: ["a", "b"] }));
const SCOPE = {
  record: { name: "Acme" },
  steps: { s: { items: ITEMS, text: TEXT, few: ITEMS.slice(0, 300), number: 7 } },
  now: new Date(0),
};

function run(source: string): JsonValue {
  return compileProgram(ENVIRONMENT, source, ROOTS).run(SCOPE);
}

const costly = (source: string): string => {
  try {
    return typeof run(source);
  } catch (error) {
    return error instanceof ExpressionError ? error.message.slice(0, 25) : "another error";
  }
};

test.each([
  ["a filter over 100,000 items", "steps.s.items.filter(x, x.id < 3).size()", 3],
  ["names of 300 items", 'steps.s.few.map(x, x.name).join(", ").size() > 1000', true],
  ["whether one is there", 'steps.s.few.exists(x, x.name == "n7")', true],
  ["a part of a large output", "steps.s.items[77777].name", "n77777"],
  ["the size of all", "steps.s.items.size() + steps.s.items.size() + steps.s.items.size()", 300_000],
  ["whether it is there at all", "steps.s.items != null && steps.s.text != null", true],
  ["a pattern in a large text", 'regexMatch(steps.s.text, "c a")', true],
])("%s passes", (_what, source, expected) => {
  expect(run(source)).toEqual(expected);
});

test.each([
  ["a large text for each item", "steps.s.items.filter(x, steps.s.text.contains(x.name)).size()"],
  ["a pattern for each item", "steps.s.items.all(x, !regexMatch(steps.s.text, x.name))"],
  ["a list for each item", "steps.s.few.map(x, steps.s.items)"],
  ["a text for each item", "steps.s.items.map(x, steps.s.text)"],
  ["lists compared for each item", "steps.s.few.exists(x, steps.s.items == steps.s.few)"],
  ["a loop that goes on after errors", "steps.s.items.exists(x, steps.s.text + x.name == record.name)"],
  ["a clock for each item", 'steps.s.items.filter(x, now.getHours("Asia/Tokyo") == x.id).size()'],
  ["an error that || swallows", "steps.s.items.exists(x, steps.s.text.contains('z' + x.name)) || true"],
])("%s is ended", (_what, source) => {
  const begin = performance.now();

  expect(costly(source)).toBe("This would take too long:");
  expect(performance.now() - begin).toBeLessThan(DEADLINE_MS);
});

test("an error for each of many items ends soon, as that error", () => {
  const begin = performance.now();

  expect(() => run("steps.s.items.exists(x, x.id + x.name == 1)")).toThrow(/no such overload/);
  expect(performance.now() - begin).toBeLessThan(DEADLINE_MS);
});

test("join takes a short fixed text only", () => {
  expect(() => run("steps.s.few.map(x, x.name).join(steps.s.text)")).toThrow(/fixed text/);
});

const values = fc.constantFrom(
  "x.name",
  "x.id",
  "x.tags",
  "steps.s.text",
  "steps.s.items",
  "steps.s.few",
  "steps.s.number",
  "record.name",
  '"a"',
);
const body = fc.oneof(
  fc.tuple(values, fc.constantFrom("==", "!=", "+", "in"), values).map((parts) => parts.join(" ")),
  fc.tuple(values, values).map(([left, right]) => `containsValue(${left}, ${right})`),
  fc.tuple(values, values).map(([left, right]) => `regexMatch(${left}, ${right})`),
  fc.tuple(values, values).map(([left, right]) => `[${left}, ${right}, {"k": ${left}}]`),
  values,
);
const programs = fc
  .tuple(
    fc.constantFrom("steps.s.items", "steps.s.few", "[steps.s.items, steps.s.few]"),
    fc.constantFrom("map", "filter", "all", "exists"),
    fc.array(body, { minLength: 1, maxLength: 4 }),
  )
  .map(([list, loop, parts]) => {
    const turn = loop === "map" ? `[${parts.join(", ")}]` : parts.map((part) => `(${part}) == true`).join(" || ");
    return `${list}.${loop}(x, ${turn})`;
  });

test(
  "whatever a loop does with however much data, it ends soon: with a value or an error that says why",
  { timeout: 120_000 },
  () => {
    fc.assert(
      fc.property(programs, (source) => {
        const begin = performance.now();
        try {
          run(source);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
        }
        expect(performance.now() - begin).toBeLessThan(DEADLINE_MS);
      }),
      { numRuns: 60 },
    );
  },
);
