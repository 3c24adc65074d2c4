import type { FieldValue } from "@catalyst/contracts";

/** A value as plain text: nothing for empty, JSON for what has parts. Pure. */
export function plainText(value: FieldValue): string {
  if (value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
