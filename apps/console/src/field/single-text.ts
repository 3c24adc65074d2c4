import type { FieldValue } from "@catalyst/contracts";
import { plainText } from "../workflow/document/plain-text.ts";

/** The text of one value; of a list, of its first. Pure. */
export function singleText(value: FieldValue): string {
  return plainText(Array.isArray(value) ? (value[0] ?? null) : value);
}
