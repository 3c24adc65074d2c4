import type { FieldValue } from "@catalyst/contracts";
import { canonicalInstant } from "../date/calendar.ts";
import {
  NOT_SEARCHED,
  accepted,
  refused,
  type FieldTypeModule,
  type ParseResult,
  WRITTEN_VALUE,
} from "../field-type-module.ts";
import { plainText } from "../plain-text.ts";
import { MOMENT_OPERATORS } from "../operator-sets.ts";

/** An instant, kept in UTC to the millisecond: `2026-02-28T09:30:00.000Z`. */
export const dateTimeField: FieldTypeModule = {
  ...WRITTEN_VALUE,
  type: "dateTime",
  label: "Date and time",
  form: "instant",
  formulaInput: "time",
  guessRank: 3,
  search: NOT_SEARCHED,
  slotKind: "time",
  canBeUnique: false,
  sortable: true,
  comparison: "dateTime",
  operators: MOMENT_OPERATORS,
  workflowType: "dateTime",
  dynamicDefaults: ["now"],
  configKeys: [],
  checkConfig: () => [],
  parse: parseDateTime,
  apiSchema: () => ({ type: "string", format: "date-time" }),
  toCsv: plainText,
  fromCsv: (text) => parseDateTime(text.trim()),
};

function parseDateTime(value: FieldValue): ParseResult {
  if (value === null || value === "") return accepted(null);
  const instant = typeof value === "string" ? canonicalInstant(value) : null;
  return instant === null
    ? refused("bad_date_time", "must be a time with a zone such as 2026-02-28T09:30:00Z")
    : accepted(instant);
}
