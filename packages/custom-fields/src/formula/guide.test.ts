import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formulaCompiler } from "./compile-formula.ts";
import { field } from "./formula.fixture.ts";
import { FORMULA_FUNCTIONS } from "./function/formula-functions.ts";

const GUIDE = readFileSync(join(import.meta.dirname, "../../../../docs/guides/admins.md"), "utf8");
const ROWS = [...GUIDE.matchAll(/^\| `([^`]+)` \| [^|]+ \| `([^`]+)` gives `([^`]+)` \|$/gm)];

const FIELDS = [
  field("amount", "number"),
  field("name", "text"),
  field("day", "date"),
  field("tier", "select", { options: [{ id: "gold", label: "Gold", hue: "amber", archived: false }] }),
];
const RECORD = { amount: 12.5, name: "Ann", day: "2026-01-31", tier: "gold" };

test("the guide lists every function, as it is written", () => {
  expect(ROWS.map(([, usage]) => usage)).toEqual(FORMULA_FUNCTIONS.map(({ usage }) => usage));
});

test.each(ROWS.map(([, , example = "", result = ""]) => [example, result] as const))(
  "the guide's example %s gives %s",
  (example, result) => {
    const { evaluate, gives } = formulaCompiler(FIELDS)(example);
    expect(evaluate(RECORD, gives ?? "text")).toEqual(JSON.parse(result));
  },
);
