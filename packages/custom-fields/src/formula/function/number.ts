import { readDecimal } from "../../field-type/number/decimal.ts";
import { failure, num, rounded, str } from "./argument.ts";
import { anyNumberOf, CEL, deciding, propagating, type Signature } from "./formula-function.ts";

const ONE: Signature = [[CEL.number], CEL.number];
const TWO: Signature = [[CEL.number, CEL.number], CEL.number];
const DIGIT_LIMIT = 15;

/** Functions that give numbers. */
export const NUMBER_FUNCTIONS = [
  propagating("round(number, digits)", [ONE, TWO], (value, digits = 0) => roundTo(num(value), num(digits))),
  propagating("floor(number)", [ONE], (value) => Math.floor(rounded(num(value)))),
  propagating("ceil(number)", [ONE], (value) => Math.ceil(rounded(num(value)))),
  propagating("abs(number)", [ONE], (value) => Math.abs(num(value))),
  propagating("mod(number, by)", [TWO], (value, by) => remainder(num(value), num(by))),
  propagating("power(number, exponent)", [TWO], (value, exponent) => rounded(num(value) ** num(exponent))),
  deciding("min(number, ...)", anyNumberOf(CEL.number, CEL.number), (...values) => extreme(values, Math.min)),
  deciding("max(number, ...)", anyNumberOf(CEL.number, CEL.number), (...values) => extreme(values, Math.max)),
  propagating("number(text)", [[[CEL.text], CEL.number]], (value) => readNumber(str(value))),
];

/** Division, which CEL lets give infinity. */
export function divide(left: unknown, right: unknown): number {
  if (right === 0) throw failure("Division by zero");
  return num(left) / num(right);
}

/** Half goes away from zero, as people round: by the decimal digits and not by the binary value, so 1.005 gives 1.01. */
function roundTo(value: number, digits: number): number {
  if (!Number.isInteger(digits) || Math.abs(digits) > DIGIT_LIMIT)
    throw failure("The digits of round must be a whole number up to 15");
  const moved = movePoint(Math.abs(rounded(value)), digits);
  return rounded(Math.sign(value) * movePoint(Math.round(moved), -digits));
}

function movePoint(value: number, digits: number): number {
  const [mantissa = "0", exponent = "0"] = String(value).split("e");
  return Number(`${mantissa}e${Number(exponent) + digits}`);
}

function remainder(value: number, by: number): number {
  if (by === 0) throw failure("Division by zero");
  return rounded(value - by * Math.floor(rounded(value / by)));
}

/** Empty arguments don't count; none left gives empty. */
function extreme(values: readonly unknown[], choose: (...values: number[]) => number): number | null {
  const present = values.filter((value) => value !== null && value !== undefined).map(num);
  return present.length === 0 ? null : choose(...present);
}

function readNumber(text: string): number | null {
  if (text.trim() === "") return null;
  const value = readDecimal(text.trim());
  if (value === null) throw failure("The text is not a number");
  return value;
}
