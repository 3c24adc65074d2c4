import type { FieldValue } from "@catalyst/contracts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { chainProblems } from "./computation-graph.ts";
import { formulaCompiler } from "./compile-formula.ts";
import { computeFormulas } from "./compute-formulas.ts";
import { dependencyOrder } from "./dependency-graph.ts";
import { field, formula, typeOf } from "./formula.fixture.ts";
import { FORMULA_FUNCTIONS } from "./function/formula-functions.ts";

const FIELDS = [
  field("amount", "number"),
  field("name", "text"),
  field("price", "currency"),
  field("tier", "select", { options: [{ id: "gold", label: "Gold!", hue: "amber", archived: false }] }),
  field("tags", "multiSelect", { options: [] }),
  field("day", "date"),
  field("vip", "boolean"),
  field("company", "relation", { targetEntityType: "companies" }),
  field("in", "number"),
];
const RECORD: Readonly<Record<string, FieldValue>> = {
  amount: 12.5,
  name: "Ann",
  price: { amount: 3, currency: "EUR" },
  tier: "gold",
  tags: ["a", "b"],
  day: "2026-01-31",
  vip: true,
  in: 4,
};
const compile = formulaCompiler(FIELDS);
const evaluate = (source: string, values = RECORD): FieldValue => {
  const compiled = compile(source);
  return compiled.evaluate(values, source.startsWith("dateAdd") ? "date" : (compiled.gives ?? "text"));
};

test.each([
  ["amount * 2 + 7 / 2", 28.5],
  ["0.1 + 0.2", 0.3],
  ["price.amount * amount", 37.5],
  ['upper(name) + "!"', "ANN!"],
  ["label(tier)", "Gold!"],
  ["tier == 'gold' ? 'best' : null", "best"],
  ['dateAdd(day, 1, "months")', "2026-02-28"],
  ['dateDiff(date("2024-02-29"), day, "years")', 1],
  ["concat(name, ' ', amount, ' ', day)", "Ann 12.5 2026-01-31"],
  ["'a' in tags && !isEmpty(name)", true],
  ["field_in + 1", 5],
  ["round(1.005, 2)", 1.01],
  ["round(0 - 2.5)", -3],
  ["round(1234, -2)", 1200],
  ["min(amount, null, 3)", 3],
  ["mod(0 - 7, 3)", 2],
  ["weekday(day)", 6],
  ["right(name, 2)", "nn"],
  ['replace(name, "n", "nn")', "Annnn"],
  ["amount > 10 ? 'large' : 'small'", "large"],
] as const)("the formula %s gives %j", (source, expected) => {
  expect(evaluate(source)).toEqual(expected);
});

test.each([
  "amount + 1",
  "amount / in_text",
  "upper(name)",
  'dateAdd(day, 1, "days")',
  "label(tier)",
  "price.amount * 2",
  "0 - amount",
])("empty values make %s empty", (source) => {
  expect(evaluate(source.replace("in_text", "field_in"), {})).toBeNull();
});

test.each([
  ["default(amount, 7)", 7],
  ["concat(name, 'x')", "x"],
  ["amount > 1 || vip", false],
  ["isEmpty(amount)", true],
  ["amount == null", true],
  ["max(amount, 2)", 2],
] as const)("with empty values %s gives %j", (source, expected) => {
  expect(evaluate(source, {})).toEqual(expected);
});

test.each([
  ["1 / (amount - 12.5)", "Division by zero"],
  ["mod(amount, 0)", "Division by zero"],
  ["power(10, 400)", "The number is too big"],
  ["power(10, 20)", "The number is too big"],
  ["number(name)", "The text is not a number"],
  ['date("2026-02-30")', "The text is not a date such as 2026-12-31"],
  ['dateAdd(day, 9000, "years")', "The date is outside the years 1000 to 9999"],
  ["replace(concat(name,name,name), '', name)", null],
] as const)("the value of %s can't be computed: %s", (source, message) => {
  if (message === null) expect(evaluate(source)).toBe("AnnAnnAnn");
  else expect(() => evaluate(source)).toThrow(message);
});

test.each([
  ["amount +", "The formula ends too early.", [8, 8]],
  ["amount + nothing", 'There is no field "nothing".', [9, 16]],
  ["name + amount", '"+" can\'t be used with a text and a number.', [0, 13]],
  ["name / 2", '"/" can\'t be used with a text and a number.', [0, 8]],
  ["company.name", "Company is a relation", [0, 7]],
  ["name.trim()", "Write trim(value) instead of name.trim().", null],
  ["today()", "today() gives another value every day", [0, 7]],
  ["if(vip, 1, 2)", "Write condition ? one : other instead of if.", [0, 2]],
  ["UPPER(name)", "Write upper.", [0, 11]],
  ["amount = 3", "Write == to compare.", [7, 8]],
  ["vip ? 1 : 'x'", 'Both results of "? :" must be alike', [0, 13]],
  ["price", "A formula can't give a value with parts.", [0, 5]],
  ["double + 1", 'There is no field "double".', [0, 6]],
  ["[1, 2].map(x, x)", "Write map(value) instead", null],
  ["'a'.matches('(a+)+$')", "Use regexMatch(text, pattern)", null],
  ["label(name)", "label takes one choice field", [0, 11]],
] as const)("the formula %s is refused: %s", (source, message, place) => {
  const said = message.replace("name.trim", "value.trim");
  try {
    compile(source);
    expect.unreachable();
  } catch (error) {
    if (!message.startsWith("Use regexMatch")) expect(error).toMatchObject({ message: expect.stringContaining(said) });
    if (place !== null) expect(error).toMatchObject({ range: { start: place[0], end: place[1] } });
  }
});

test("texts may hold the word null", () => {
  expect(evaluate("concat('null', \"null\", null)")).toBe("nullnull");
});

/** Formulas over two numbers and earlier formulas: `f0`, `f1` and so on, each reading only those before it. */
const expression = (names: readonly string[]): fc.Arbitrary<string> =>
  fc.letrec<{ term: string }>((tie) => ({
    term: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(...names),
      fc.integer({ min: -9, max: 9 }).map((value) => `(${value})`),
      fc
        .tuple(tie("term"), fc.constantFrom("+", "-", "*", "/"), tie("term"))
        .map(([left, sign, right]) => `(${left} ${sign} ${right})`),
      fc.tuple(fc.constantFrom("abs", "round", "floor"), tie("term")).map(([name, term]) => `${name}(${term})`),
      fc.tuple(tie("term"), tie("term"), tie("term")).map(([a, b, c]) => `(${a} > ${b} ? ${c} : default(${a}, 0))`),
    ),
  })).term;

const formulas = fc
  .array(fc.integer(), { minLength: 1, maxLength: 5 })
  .chain((seeds) =>
    fc.tuple(...seeds.map((_, index) => expression(["a", "b", ...Array.from({ length: index }, (_, at) => `f${at}`)]))),
  );
const number = fc.option(fc.integer({ min: -1000, max: 1000 }));

test("random formulas give the same values whatever the order of their definitions, and never throw", () => {
  fc.assert(
    fc.property(formulas, number, number, fc.nat(), (sources, a, b, turn) => {
      const own = sources.map((source, index) => formula(`f${index}`, source));
      const turned = [...own.slice(turn % own.length), ...own.slice(0, turn % own.length)].toReversed();
      const inputs = [field("a", "number"), field("b", "number")];
      const first = computeFormulas(typeOf([...inputs, ...own]), { a, b });
      const again = computeFormulas(typeOf([...turned, ...inputs]), { a, b, ...first.values });
      expect(again).toEqual(first);
      for (const key of Object.keys(first.errors)) expect(first.values[key]).toBeNull();
    }),
    { numRuns: 150 },
  );
});

test("of several inputs that failed the same one is named whatever the order of definitions", () => {
  const inputs = [field("a", "number")];
  const own = [formula("f0", "1 / 0"), formula("f1", "abs(f0)"), formula("f2", "f1 + f0")];

  const [first, turned] = [own, own.toReversed()].map((fields) => computeFormulas(typeOf([...inputs, ...fields]), {}));

  expect(first?.errors["f2"]).toBe(turned?.errors["f2"]);
});

test("a value is the one that its formula gives alone, from the values stored beside it", () => {
  fc.assert(
    fc.property(formulas, number, number, (sources, a, b) => {
      const own = sources.map((source, index) => formula(`f${index}`, source));
      const fields = [field("a", "number"), field("b", "number"), ...own];
      const { values, errors } = computeFormulas(typeOf(fields), { a, b });
      const alone = formulaCompiler(fields);
      for (const { key, config } of own) {
        if (errors[key] !== undefined) continue;
        expect(alone(config.expression ?? "").evaluate({ a, b, ...values }, "number")).toEqual(values[key]);
      }
    }),
    { numRuns: 100 },
  );
});

test("any text compiles or is refused with a sentence, in little time", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200, unit: "grapheme" }), (source) => {
      try {
        compile(source);
      } catch (error) {
        expect(error).toMatchObject({ name: "ExpressionError", message: expect.stringMatching(/\.$/) });
      }
    }),
    { numRuns: 500 },
  );
});

test("an order puts each field after what it reads, or names the circle", () => {
  const graph = fc.dictionary(fc.constantFrom(..."abcdef"), fc.array(fc.constantFrom(..."abcdef"), { maxLength: 3 }));
  fc.assert(
    fc.property(graph, (edges) => {
      const sorted = dependencyOrder(new Map(Object.entries(edges)));
      if (sorted.ok) {
        const pairs = Object.entries(edges).flatMap(([key, reads]) => reads.map((read) => ({ key, read })));
        for (const { key, read } of pairs.filter((pair) => pair.read in edges))
          expect(sorted.order.indexOf(read)).toBeLessThan(sorted.order.indexOf(key));
      } else {
        expect(sorted.cycle.at(0)).toBe(sorted.cycle.at(-1));
        sorted.cycle.slice(1).forEach((key, at) => expect(edges[sorted.cycle[at] ?? ""]).toContain(key));
      }
    }),
  );
});

test("chains are limited, and a circle is told from the field that closes it", () => {
  const chain = Array.from({ length: 10 }, (_, index) => formula(`f${index}`, index === 0 ? "a" : `f${index - 1}`));
  const types = new Map([["companies", typeOf([field("a", "number"), ...chain])]]);
  expect(chainProblems(types, formula("last", "f8"))).toEqual([]);
  expect(chainProblems(types, formula("last", "f9"))).toMatchObject([{ code: "too_deep" }]);
  expect(chainProblems(types, formula("f0", "f2"))).toMatchObject([
    { code: "cycle", message: "This goes in a circle: F0 -> F2 -> F1 -> F0." },
  ]);
});

test("every function of the list can be called as its usage says", () => {
  const sample: Readonly<Record<string, string>> = {
    number: "amount",
    digits: "2",
    by: "2",
    exponent: "2",
    value: "amount",
    instead: "1",
    choice: "tier",
    count: "1",
    part: "'n'",
    start: "'A'",
    pattern: "'^A'",
    date: "day",
    unit: "'days'",
    from: "day",
    to: "day",
    text: "name",
  };
  const special: Readonly<Record<string, string>> = {
    number: "number('1.5')",
    date: "date('2026-01-31')",
    replace: "replace(name, 'n', 'm')",
  };
  for (const { name, usage } of FORMULA_FUNCTIONS) {
    const written = usage.replace(
      /\((.*)\)/,
      (_, list: string) =>
        `(${list
          .split(", ")
          .filter((parameter) => parameter !== "...")
          .map((parameter) => sample[parameter])
          .join(", ")})`,
    );
    const { gives, evaluate: run } = compile(special[name] ?? written);
    expect([usage, run(RECORD, gives ?? "number")]).not.toEqual([usage, null]);
  }
});

test("a formula over a record costs well below a millisecond", () => {
  const { evaluate: run } = compile("round(amount * 1.2 + price.amount, 2) > 10 ? amount : default(field_in, 0)");
  const startedAt = performance.now();
  for (let round = 0; round < 1_000; round += 1) run(RECORD, "number");
  expect((performance.now() - startedAt) / 1_000).toBeLessThan(0.5);
});
