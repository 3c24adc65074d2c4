import { z } from "zod";
import { FieldValue } from "./field-value.ts";

/** Every operator; which apply to a field is decided by its type module. A negative one is the exact opposite of its positive one. */
export const OPERATORS = [
  "equals",
  "notEquals",
  "in",
  "notIn",
  "contains",
  "notContains",
  "startsWith",
  "lessThan",
  "atMost",
  "greaterThan",
  "atLeast",
  "within",
  "notWithin",
  "hasAny",
  "hasAll",
  "hasNone",
  "isEmpty",
  "isNotEmpty",
] as const;
export const Operator = z.enum(OPERATORS);
export type Operator = z.infer<typeof Operator>;

/** Units of a relative range. */
export const RANGE_UNITS = ["day", "week", "month", "quarter", "year"] as const;
export type RangeUnit = (typeof RANGE_UNITS)[number];

/**
 * What `within` compares with. `last` and `next` with days count today, so that "last 7 days" ends with today; with
 * longer units they mean whole ones of the calendar before or after the current one. `this`: the current one.
 */
export const DateRange = z.strictObject({
  range: z.enum(["last", "this", "next"]),
  count: z.int().min(1).max(1_000).default(1),
  unit: z.enum(RANGE_UNITS),
});
export type DateRange = z.infer<typeof DateRange>;

/** A day counted from today, for comparisons of dates: `{ relative: "today", offsetDays: -7 }` is a week ago. */
export const RelativeDay = z.strictObject({
  relative: z.literal("today"),
  offsetDays: z.int().min(-36_500).max(36_500).default(0),
});
export type RelativeDay = z.infer<typeof RelativeDay>;

/** In a comparison of users: whoever asks. */
export const ME = "me";

/** Relations that a path may follow before its last field. */
export const PATH_HOP_LIMIT = 2;

/**
 * One comparison: a field's key, an operator, and a value (a list for `in` and `has...`). The key may be a path over relations,
 * such as `company.industry`: it holds when any live record that is linked and may be seen meets it.
 */
export const Condition = z.strictObject({
  kind: z.literal("condition"),
  field: z.string().max(200),
  operator: Operator,
  value: FieldValue.default(null),
});
export type Condition = z.infer<typeof Condition>;

/** A filter: conditions in groups of AND and OR, at most 5 deep and 50 conditions wide. An empty group holds always. */
export type Filter = Condition | { readonly kind: "and" | "or"; readonly filters: readonly Filter[] };
export const Filter: z.ZodType<Filter> = z.lazy(() =>
  z.union([Condition, z.strictObject({ kind: z.enum(["and", "or"]), filters: z.array(Filter).max(50) })]),
);

/** One sort key; the tie-breaker is always the id, in the same direction. */
export const Sort = z.strictObject({ field: z.string().max(63), direction: z.enum(["asc", "desc"]) });
export type Sort = z.infer<typeof Sort>;
