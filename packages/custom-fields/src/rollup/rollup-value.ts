import type { FieldDefinition, FieldValue, RollupConfig } from "@catalyst/contracts";
import { canonicalInstant, isCalendarDate } from "../field-type/date/calendar.ts";
import { decimalProblem } from "../field-type/number/decimal.ts";

/** What the database summed up, in the form that the field keeps; nothing to sum up counts 0 and adds to 0. */
export function rollupValue(rollup: FieldDefinition, summedUp: string | number | null | undefined): FieldValue {
  const result = rollup.config.resultType ?? "number";
  if (summedUp === null || summedUp === undefined) return valueOfNothing(rollup.config.rollup);
  if (typeof summedUp === "string") return result === "date" ? dayOf(summedUp) : canonicalInstant(summedUp);
  const rounded = Number(summedUp.toPrecision(15)) + 0;
  return decimalProblem(rounded) === null ? rounded : null;
}

function valueOfNothing(config: RollupConfig | undefined): FieldValue {
  return config?.function === "count" || config?.function === "sum" ? 0 : null;
}

function dayOf(text: string): string | null {
  const day = text.slice(0, 10);
  return isCalendarDate(day) ? day : null;
}
