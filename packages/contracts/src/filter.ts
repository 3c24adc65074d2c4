import { z } from "zod";
import { FieldValue } from "./field-value.ts";

/** Every operator; which apply to a field is decided by its type module. */
export const OPERATORS = [
  "equals",
  "notEquals",
  "in",
  "notIn",
  "contains",
  "startsWith",
  "lessThan",
  "atMost",
  "greaterThan",
  "atLeast",
  "isEmpty",
  "isNotEmpty",
] as const;
export const Operator = z.enum(OPERATORS);
export type Operator = z.infer<typeof Operator>;

/** One comparison: a field's key, an operator, and a value (a list for `in`). */
export const Condition = z.strictObject({
  kind: z.literal("condition"),
  field: z.string().max(63),
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
