import { ExpressionError } from "../../expression/expression-error.ts";
import { writeDecimal } from "../../field-type/number/decimal.ts";

/** Longest text on the way to a result, in UTF-16 units; results are shorter still. */
const TEXT_LIMIT = 100_000;

/** What is wrong with a value, in the words that people see beside the empty field. */
export function failure(message: string): ExpressionError {
  return new ExpressionError("evaluation", message);
}

/** An argument as a number. */
export function num(value: unknown): number {
  if (typeof value === "number") return value;
  throw failure("A number is expected");
}

/** An argument as text. */
export function str(value: unknown): string {
  if (typeof value === "string") return value;
  throw failure("A text is expected");
}

/** An argument as an instant. */
export function time(value: unknown): Date {
  if (value instanceof Date) return value;
  throw failure("A date is expected");
}

/** A value as people read it: nothing for empty, a day where an instant is midnight in UTC. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return writeDecimal(rounded(value));
  if (value instanceof Date) return value.toISOString().replace("T00:00:00.000Z", "");
  if (Array.isArray(value)) return value.map(textOf).join(", ");
  return typeof value === "boolean" ? String(value) : "";
}

/** A number with the 15 digits that are kept: 0.1 + 0.2 is 0.3. */
export function rounded(value: number): number {
  if (!Number.isFinite(value)) throw failure("The number is too big");
  return Number(value.toPrecision(15)) + 0;
}

/** A text that may go on, since it is not too long. */
export function bounded(text: string): string {
  assertLength(text.length);
  return text;
}

/** Refuses a length that no text on the way may have. */
export function assertLength(length: number): void {
  if (length > TEXT_LIMIT) throw failure("The text is too long");
}
