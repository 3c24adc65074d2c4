import type { FieldValues } from "@catalyst/contracts";
import type { JsonValue } from "@catalyst/custom-fields/expression";
import type { StepRecord } from "../ports.ts";

/** The output of a step that has written a record. */
export function recordOutput(written: StepRecord): JsonValue {
  return {
    id: written.id,
    entityType: written.entityType,
    version: written.version,
    record: copyValues(written.fields),
  };
}

/** Field values as JSON. */
export function copyValues(values: FieldValues): { readonly [key: string]: JsonValue } {
  return Object.fromEntries(Object.entries(values));
}
