import { z } from "zod";

/** A field's value as JSON carries it; null means empty. Relations: a record id, or a list of them. */
export type FieldValue = string | number | boolean | null | readonly string[];

/** Values by field key. */
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** Shape only: the field's type module decides what is acceptable. */
export const FieldValue: z.ZodType<FieldValue> = z.union([
  z.string().max(100_000),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string().max(200)).max(1_000),
]);
export const FieldValues: z.ZodType<FieldValues> = z.record(z.string().max(63), FieldValue);
