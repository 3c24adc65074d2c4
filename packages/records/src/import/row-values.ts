import type { FieldDefinition, FieldValue, Problem } from "@catalyst/contracts";
import { fieldTypeOf } from "@catalyst/custom-fields";

/** A row's values by field key, or what is wrong with its cells. */
export type RowValues =
  | { readonly ok: true; readonly fields: Record<string, FieldValue> }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads cells as their columns' fields; a column without a field is left out. Pure. */
export function rowValues(cells: readonly string[], columns: readonly (FieldDefinition | null)[]): RowValues {
  if (cells.length > columns.length) return { ok: false, problems: [tooManyCells(cells.length, columns.length)] };
  const fields: Record<string, FieldValue> = {};
  const problems: Problem[] = [];
  for (const [index, field] of columns.entries()) {
    if (field === null) continue;
    const parsed = fieldTypeOf(field).fromCsv(cells[index] ?? "", field.config);
    if (!parsed.ok)
      problems.push({ field: field.key, code: parsed.code, message: `${field.label} ${parsed.message}.` });
    // An empty cell says nothing: the field's default may fill it.
    else if (parsed.value !== null) fields[field.key] = parsed.value;
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, fields };
}

function tooManyCells(found: number, expected: number): Problem {
  return { field: "row", code: "too_many_cells", message: `The row has ${found} cells, the header ${expected}.` };
}
