import type { FieldDefinition } from "@catalyst/contracts";
import { consoleOf } from "../field/registry.ts";

/** Fields beside each other: three on a wide window, two on a narrow one, one on a phone. */
export const FIELD_GRID = {
  display: "grid",
  columnGap: 3.5,
  rowGap: 1.75,
  gridTemplateColumns: { xs: "minmax(0, 1fr)", sm: "repeat(2, minmax(0, 1fr))", lg: "repeat(3, minmax(0, 1fr))" },
} as const;

/** Whether a field takes the whole width of a record. */
export function isWide(field: FieldDefinition): boolean {
  return consoleOf(field).displayRoom === "row";
}

/** Whether a field's input does: an address is several inputs beside each other. */
export function isWideInput(field: FieldDefinition): boolean {
  return consoleOf(field).inputRoom === "row";
}
