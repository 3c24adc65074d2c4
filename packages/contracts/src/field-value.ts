import { z } from "zod";

/** A field's value as JSON carries it; null means empty. Relations: a record id, or a list of them. */
export type FieldValue =
  | string
  | number
  | boolean
  | null
  | readonly FieldValue[]
  | { readonly [key: string]: FieldValue };

/** Values by field key. */
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** How deep lists and objects inside one value nest at most: bounds parsing and showing it. */
export const VALUE_DEPTH_LIMIT = 8;
/** Items of one list, and keys of one object, at most. */
export const VALUE_ITEM_LIMIT = 1_000;
/** Longest text inside a value, in UTF-16 units. */
export const VALUE_TEXT_LIMIT = 100_000;

/** Shape only: the field's type module decides what is acceptable. */
export const FieldValue: z.ZodType<FieldValue> = valueSchema(VALUE_DEPTH_LIMIT);
export const FieldValues: z.ZodType<FieldValues> = z.record(z.string().max(63), FieldValue);

function valueSchema(depth: number): z.ZodType<FieldValue> {
  const scalar = z.union([z.string().max(VALUE_TEXT_LIMIT), z.number(), z.boolean(), z.null()]);
  if (depth === 0) return scalar;
  const inner = valueSchema(depth - 1);
  return z.union([
    scalar,
    z.array(inner).max(VALUE_ITEM_LIMIT),
    z
      .record(z.string().max(200), inner)
      .refine((value) => Object.keys(value).length <= VALUE_ITEM_LIMIT, "holds too many keys"),
  ]);
}
