import fc from "fast-check";
import { expect, test } from "vitest";
import { formatNumber, numberToSend, parseNumber } from "./number-text.ts";

test("a number that a form shows is parsed back to itself", () => {
  fc.assert(
    fc.property(fc.integer(), (value) => {
      expect(parseNumber(formatNumber(value))).toBe(value);
    }),
  );
});

test.each([
  ["1.", "1."],
  ["1.50", "1.50"],
  ["-", "-"],
  ["9007199254740993", "9007199254740993"],
  ["1e400", "1e400"],
  ["", null],
  ["12", 12],
])("typing %j leaves %j in the form", (text, expected) => expect(parseNumber(text)).toBe(expected));

test.each([
  ["1.50", 1.5],
  [" 7 ", 7],
  ["", null],
  ["9007199254740993", "9007199254740993"],
  ["twelve", "twelve"],
  [3, 3],
])("%j is sent as %j", (typed, sent) => expect(numberToSend(typed)).toBe(sent));
