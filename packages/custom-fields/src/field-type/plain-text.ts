import type { FieldValue } from "@catalyst/contracts";

/** A scalar value as text, empty for null; anything with parts as JSON. */
export function plainText(value: FieldValue | undefined): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
