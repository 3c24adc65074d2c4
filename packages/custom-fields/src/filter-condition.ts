import {
  DateRange,
  DomainError,
  ME,
  RelativeDay,
  type Condition,
  type FieldValue,
  type Filter,
  type Operator,
} from "@catalyst/contracts";
import { isCalendarDate } from "./field-type/date/calendar.ts";
import { instantsOf, resolveRange, today, type DaySpan, type FilterClock } from "./filter-clock.ts";
import { canonicalOperand, currencyOperand, refusal, soughtText, type Operand } from "./filter-operand.ts";
import { resolvePath, type FieldPath, type FilterScope } from "./filter-path.ts";
import { fieldTypeOf } from "./registry.ts";
import { addDays } from "./time-zone.ts";

/** How deep groups nest and how many conditions a filter has at most: bounds parsing, planning and reading it. */
export const FILTER_DEPTH_LIMIT = 5;
export const FILTER_CONDITION_LIMIT = 50;
/** Values of one `in` at most. */
export const FILTER_LIST_LIMIT = 200;

/** What a value is tested for. Bounds of a range are days of `date` fields, else instants; `from` belongs to it, `to` does not. */
export type ConditionTest =
  | { readonly kind: "present" }
  | { readonly kind: "oneOf" | "allOf"; readonly values: readonly Operand[] }
  | { readonly kind: "order"; readonly sign: "<" | "<=" | ">" | ">="; readonly value: Operand }
  | { readonly kind: "range"; readonly from: string | null; readonly to: string | null }
  | { readonly kind: "contains" | "startsWith"; readonly text: string };

/** A condition whose path leads to a field, whose operator fits, and whose operands are canonical and absolute. */
export type CheckedCondition = {
  readonly path: FieldPath;
  readonly test: ConditionTest;
  /** Holds exactly when the test does not. */
  readonly negated: boolean;
  /** Amounts are compared in this currency alone; null: in any. */
  readonly currency: string | null;
};

/** Each negative operator with the positive one that it is the opposite of. */
const OPPOSITES: Partial<Record<Operator, Operator>> = {
  notEquals: "equals",
  notIn: "in",
  notContains: "contains",
  notWithin: "within",
  hasNone: "hasAny",
  isEmpty: "isNotEmpty",
};
const SIGNS = { lessThan: "<", atMost: "<=", greaterThan: ">", atLeast: ">=" } as const;

/** Refuses filters beyond the limits. */
export function assertFilterLimits(filter: Filter): void {
  let conditions = 0;
  const visit = (part: Filter, depth: number): void => {
    if (depth > FILTER_DEPTH_LIMIT)
      throw new DomainError("bad_request", `A filter can nest at most ${FILTER_DEPTH_LIMIT} groups.`);
    if (part.kind !== "condition") return part.filters.forEach((inner) => visit(inner, depth + 1));
    conditions += 1;
    if (conditions > FILTER_CONDITION_LIMIT)
      throw new DomainError("bad_request", `A filter can have at most ${FILTER_CONDITION_LIMIT} conditions.`);
  };
  visit(filter, 0);
}

/** Throws the `bad_request` that using the filter would meet: call it before a filter is stored. */
export function checkFilter(scope: FilterScope, filter: Filter): void {
  assertFilterLimits(filter);
  for (const condition of conditionsOf(filter)) checkCondition(scope, condition);
}

/** Every condition of a filter, in order. */
export function conditionsOf(filter: Filter): readonly Condition[] {
  return filter.kind === "condition" ? [filter] : filter.filters.flatMap(conditionsOf);
}

/** The field, test and canonical operands of a condition, or a `bad_request` that names the field. */
export function checkCondition(scope: FilterScope, condition: Condition): CheckedCondition {
  const path = resolvePath(scope, condition.field);
  if (!fieldTypeOf(path.field).operators.includes(condition.operator))
    throw refusal(path, "bad_operator", `can't be compared with ${condition.operator}`);
  const operator = OPPOSITES[condition.operator] ?? condition.operator;
  const asked: Asked = { scope, path, value: condition.value };
  return { path, negated: operator !== condition.operator, test: testOf(operator, asked), currency: currencyOf(asked) };
}

type Asked = { readonly scope: FilterScope; readonly path: FieldPath; readonly value: FieldValue };

function testOf(operator: Operator, asked: Asked): ConditionTest {
  switch (operator) {
    case "isNotEmpty":
      return { kind: "present" };
    case "equals":
      return equalsTest(asked);
    case "in":
    case "hasAny":
      return { kind: "oneOf", values: operandsOf(asked) };
    case "hasAll":
      if (Array.isArray(asked.value) && asked.value.length === 0)
        throw refusal(asked.path, "required", "needs a list of values");
      return { kind: "allOf", values: operandsOf(asked) };
    case "contains":
    case "startsWith":
      return { kind: operator, text: soughtText(asked.path, asked.value) };
    case "lessThan":
    case "atMost":
    case "greaterThan":
    case "atLeast":
      return orderTest(operator, asked);
    case "within":
      return { kind: "range", ...rangeOf(asked) };
    case "notEquals":
    case "notIn":
    case "notContains":
    case "notWithin":
    case "hasNone":
    case "isEmpty":
      throw new Error("Assertion failed: negative operators are tested by their opposites");
  }
}

function equalsTest(asked: Asked): ConditionTest {
  const day = dayOfMoments(asked);
  return day === null
    ? { kind: "oneOf", values: [operandOf(asked, asked.value)] }
    : { kind: "range", ...wholeDay(asked, day) };
}

function orderTest(operator: keyof typeof SIGNS, asked: Asked): ConditionTest {
  const day = dayOfMoments(asked);
  if (day === null) return { kind: "order", sign: SIGNS[operator], value: operandOf(asked, asked.value) };
  const { from, to } = wholeDay(asked, day);
  switch (operator) {
    case "lessThan":
      return { kind: "range", from: null, to: from };
    case "atMost":
      return { kind: "range", from: null, to };
    case "greaterThan":
      return { kind: "range", from: to, to: null };
    case "atLeast":
      return { kind: "range", from, to: null };
  }
}

/** The day that moments are compared with; null where the field holds days or the operand is a moment itself. */
function dayOfMoments(asked: Asked): string | null {
  if (fieldTypeOf(asked.path.field).comparison !== "dateTime") return null;
  const { value } = absolute(asked, asked.value);
  return typeof value === "string" && isCalendarDate(value) ? value : null;
}

function wholeDay(asked: Asked, day: string): DaySpan {
  return instantsOf({ from: day, to: addDays(day, 1) }, clockOf(asked));
}

function rangeOf(asked: Asked): DaySpan {
  const range = DateRange.safeParse(asked.value);
  if (!range.success) throw refusal(asked.path, "bad_range", "needs a range such as the last 30 days");
  const span = resolveRange(range.data, clockOf(asked));
  return fieldTypeOf(asked.path.field).comparison === "dateTime" ? instantsOf(span, clockOf(asked)) : span;
}

function operandsOf(asked: Asked): readonly Operand[] {
  const list = Array.isArray(asked.value) ? asked.value : [asked.value];
  if (asked.value === null) throw refusal(asked.path, "required", "needs a list of values");
  if (list.length > FILTER_LIST_LIMIT)
    throw refusal(asked.path, "too_many", `can be compared with at most ${FILTER_LIST_LIMIT} values`);
  return list.map((value) => operandOf(asked, value));
}

function operandOf(asked: Asked, value: FieldValue): Operand {
  return canonicalOperand(asked.path, absolute(asked, value).value);
}

/** Amounts of several currencies can't be weighed against each other, so a list names one at most. */
function currencyOf({ path, value }: Asked): string | null {
  if (fieldTypeOf(path.field).comparison !== "number") return null;
  const currencies = new Set((Array.isArray(value) ? value : [value]).map(currencyOperand));
  if (currencies.size > 1) throw refusal(path, "mixed_currencies", "must be compared in one currency");
  return [...currencies][0] ?? null;
}

/** "me" and days counted from today, as what they mean now. */
function absolute({ scope, path }: Asked, value: FieldValue): { readonly value: FieldValue } {
  const { comparison } = fieldTypeOf(path.field);
  if (comparison === "user" && value === ME) {
    if (scope.me === undefined) throw refusal(path, "no_one", "can't be compared with “me” here");
    return { value: scope.me };
  }
  if (comparison !== "date" && comparison !== "dateTime") return { value };
  const relative = RelativeDay.safeParse(value);
  if (!relative.success) return { value };
  return { value: addDays(today(clockOf({ scope, path })), relative.data.offsetDays) };
}

function clockOf({ scope, path }: Pick<Asked, "scope" | "path">): FilterClock {
  if (scope.clock === undefined)
    throw refusal(path, "no_clock", "can't be compared with days here, since no time zone is known");
  return scope.clock;
}
