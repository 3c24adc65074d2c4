import type { FieldDefinition, FieldValue, Problem } from "@catalyst/contracts";
import { fieldTypeOf } from "@catalyst/custom-fields";
import { type KnownNames, withoutNames } from "./name-cells.ts";

/** A row's values by field key, or what is wrong with its cells. */
export type RowValues =
  | { readonly ok: true; readonly fields: Record<string, FieldValue> }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads cells as their columns' fields; a column without a field is left out, and names give way to ids. Pure. */
export function rowValues(
  cells: readonly string[],
  columns: readonly (FieldDefinition | null)[],
  known: KnownNames,
): RowValues {
  if (cells.length > columns.length) return { ok: false, problems: [tooManyCells(cells.length, columns.length)] };
  const fields: Record<string, FieldValue> = {};
  const problems: Problem[] = [];
  for (const [index, field] of columns.entries()) {
    if (field === null) continue;
    const read = readCell(cells[index] ?? "", field, known);
    if (!read.ok) problems.push(read.problem);
    // An empty cell says nothing: the field's default may fill it.
    else if (read.value !== null) fields[field.key] = read.value;
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, fields };
}

type Read = { readonly ok: true; readonly value: FieldValue } | { readonly ok: false; readonly problem: Problem };

function readCell(text: string, field: FieldDefinition, known: KnownNames): Read {
  const cell = withoutNames(text, field, known);
  if (!cell.ok) return cell;
  const parsed = fieldTypeOf(field).fromCsv(cell.text, field.config);
  if (parsed.ok) return parsed;
  return { ok: false, problem: { field: field.key, code: parsed.code, message: `${field.label} ${parsed.message}.` } };
}

function tooManyCells(found: number, expected: number): Problem {
  return { field: "row", code: "too_many_cells", message: `The row has ${found} cells, the header ${expected}.` };
}
