import fc from "fast-check";
import { expect, test } from "vitest";
import { prettyJson, readJson } from "./json-text.ts";

test("a value that is shown reads back as it was", () => {
  const value = fc
    .jsonValue({ noUnicodeString: false })
    // JSON has no minus zero.
    .map((json): unknown => JSON.parse(JSON.stringify(json)))
    .filter((json) => json !== null && !JSON.stringify(json).includes("e"));
  fc.assert(
    fc.property(value, (json) => {
      const read = readJson(prettyJson(json));
      if (read.ok) expect(read.value).toEqual(json);
      else expect(read.problem).toBe("number");
    }),
    { numRuns: 40 },
  );
});

test.each(["9007199254740993", '{"a":[1e400]}', "-0.12345678901234567"])("the number in %s is refused", (text) =>
  expect(readJson(text)).toMatchObject({ ok: false, problem: "number" }),
);

test.each(['{"a":', "tru", "[1,]"])("%s is not JSON yet", (text) =>
  expect(readJson(text)).toEqual({ ok: false, problem: "invalid" }),
);

test("digits inside a text are no number, and nothing typed is no value", () => {
  expect(readJson('{"order":"9007199254740993","n":120000000000000000000}').ok).toBe(true);
  expect(readJson(" ")).toEqual({ ok: true, value: null });
});
