import type { FieldValue } from "@catalyst/contracts";

/** A value as plain text: what no display of its type knows is shown as JSON. Pure. */
export function textOf(value: FieldValue): string {
  if (value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
