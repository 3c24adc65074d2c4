import fc from "fast-check";
import { expect, test } from "vitest";
import { inexactNumberPath, isExactNumber } from "./exact-json.ts";

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
  expect(inexactNumberPath(json)).toEqual(path);
});

test("every number that JavaScript writes is exact", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(isExactNumber(String(value))).toBe(true);
      expect(inexactNumberPath(JSON.stringify({ a: [value, String(value)] }))).toBeNull();
    }),
  );
});

test("whatever JSON is sent, a text without inexact numbers reads back as it was written", () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      expect(inexactNumberPath(json)).toBeNull();
    }),
  );
});

test("a text of a megabyte is looked through in no time", () => {
  const started = performance.now();
  expect(inexactNumberPath(JSON.stringify({ text: '\\"1e99'.repeat(200_000), n: 1 }))).toBeNull();
  expect(inexactNumberPath(`[${"1.5e10,".repeat(100_000)}0]`)).toBeNull();
  expect(performance.now() - started).toBeLessThan(500);
});
