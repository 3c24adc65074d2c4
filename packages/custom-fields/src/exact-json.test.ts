import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonLoss, isExactNumber } from "./exact-json.ts";

test.each([
  ['{"fields":{"score":9007199254740993}}', ["fields", "score"]],
  [
    '{"0":{"fields":{"a":"1e400 and 9007199254740993","price":{"amount":1.0000000000000000001}}}}',
    ["0", "fields", "price", "amount"],
  ],
  ['{"list":[1,"x",{"y":2},1e400]}', ["list", "3"]],
  ['{"a\\u0062":1e-400}', ["ab"]],
  ["9007199254740993", []],
])("%s loses a number", (json, path) => {
  expect(jsonLoss(json)?.path).toEqual(path);
});

test("every number that JavaScript writes is exact", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(isExactNumber(String(value))).toBe(true);
      expect(jsonLoss(JSON.stringify({ a: [value, String(value)] }))).toBeNull();
    }),
  );
});

test.each(['{"fields":{"x":{"__proto__":1}}}', '{"fields":{"x":{"\\u005f_proto__":1}}}'])("%s loses a key", (json) => {
  expect(jsonLoss(json)).toEqual({ path: ["fields", "x", "__proto__"], code: "bad_key" });
});

test("what is only called like that somewhere loses nothing", () => {
  expect(jsonLoss('{"a":["__proto__"],"b":"__proto__","c":{"__proto":1}}')).toBeNull();
});

test("what any program writes loses nothing", () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      expect(json.includes("__proto__") || jsonLoss(json) === null).toBe(true);
    }),
  );
});

test("a text of a megabyte is looked through in no time", () => {
  const texts = [JSON.stringify({ text: '\\"1e99'.repeat(150_000), n: 1 }), `[${"1.5e10,".repeat(100_000)}0]`];
  for (const text of texts) {
    const times = [1, 2, 3].map(() => {
      const started = performance.now();
      expect(jsonLoss(text)).toBeNull();
      return performance.now() - started;
    });
    expect(Math.min(...times)).toBeLessThan(500);
  }
});
