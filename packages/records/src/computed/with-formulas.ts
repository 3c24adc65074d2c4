import type { EntityType, FieldValues } from "@catalyst/contracts";
import { computeFormulas, formulaFields } from "@catalyst/custom-fields/formula";

/** Values of a record with its formulas computed, and why some of them could not be. */
export type WithFormulas = { readonly fields: FieldValues; readonly formulaErrors: Readonly<Record<string, string>> };

/** Computes what a record's formulas make of its other values. Nothing happens where there are none. */
export function withFormulas(entityType: EntityType, fields: FieldValues): WithFormulas {
  if (formulaFields(entityType).length === 0) return { fields, formulaErrors: {} };
  const computed = computeFormulas(entityType, fields);
  return { fields: { ...fields, ...computed.values }, formulaErrors: computed.errors };
}
