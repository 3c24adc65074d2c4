import type { FieldValue, ResultType } from "@catalyst/contracts";
import { decimalProblem } from "../field-type/number/decimal.ts";
import { TEXT_LIMIT } from "../field-type/text/text.ts";
import { isStorableText } from "../field-type/text-rules.ts";
import { failure, rounded } from "./function/argument.ts";
import { inCalendar } from "./function/date.ts";

/** What a formula gave, in the one form that its field keeps; empty is null. @throws ExpressionError where it can't be kept */
export function toResult(value: unknown, resultType: ResultType): FieldValue {
  if (value === null || value === undefined || value === "") return null;
  switch (resultType) {
    case "text":
      return typeof value === "string" ? storableText(value) : mismatch();
    case "number":
      return typeof value === "number" ? storableNumber(value) : mismatch();
    case "boolean":
      return typeof value === "boolean" ? value : mismatch();
    case "date":
      return value instanceof Date ? inCalendar(value).toISOString().slice(0, 10) : mismatch();
    case "dateTime":
      return value instanceof Date ? inCalendar(value).toISOString() : mismatch();
  }
}

function storableText(text: string): string {
  if (text.length > TEXT_LIMIT) throw failure(`The text is longer than ${TEXT_LIMIT} characters`);
  if (!isStorableText(text)) throw failure("The text holds characters that can't be stored");
  return text;
}

function storableNumber(value: number): number {
  const number = rounded(value);
  if (decimalProblem(number) === null) return number;
  if (Math.abs(number) < 1) return 0;
  throw failure("The number is too big");
}

function mismatch(): never {
  throw failure("The result is of another type than the field");
}
