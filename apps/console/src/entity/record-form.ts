import type { EntityType, FieldValue, PrincipalId } from "@catalyst/contracts";
import { numberToSend } from "../field/number/number-text.ts";
import type { RecordFormData } from "../provider/data-provider.ts";
import type { ScreenRecord } from "../provider/records-of.ts";

/** What a form holds: values by key beside the header's parts. */
export type RecordForm = {
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly ownerId?: unknown;
  readonly version?: number;
};

/** A form's values in the form that is sent; only what people can write. Pure. */
export function toRecordPatch(entityType: EntityType, form: RecordForm): RecordFormData {
  const fields: Record<string, FieldValue> = {};
  for (const field of entityType.fields) {
    if (field.readOnly || field.storage.kind === "header" || !form.fields || !(field.key in form.fields)) continue;
    const value = form.fields[field.key];
    fields[field.key] = toFieldValue(field.type === "number" ? numberToSend(value) : value);
  }
  return { fields, ...("ownerId" in form ? { ownerId: toOwner(form.ownerId) } : {}) };
}

/** Only what differs from the record that the form was opened with, and the version of that record. Pure. */
export function toRecordChange(entityType: EntityType, base: ScreenRecord, form: RecordForm): RecordFormData {
  const patch = toRecordPatch(entityType, form);
  const changed = Object.entries(patch.fields ?? {}).filter(
    ([key, value]) => !sameValue(value, base.fields[key] ?? null),
  );
  const owner = patch.ownerId !== undefined && patch.ownerId !== base.ownerId ? { ownerId: patch.ownerId } : {};
  return { fields: Object.fromEntries(changed), version: form.version ?? base.version, ...owner };
}

/** Whether two values are the same; the order of a list counts. */
export function sameValue(left: FieldValue, right: FieldValue): boolean {
  return JSON.stringify(left === "" ? null : left) === JSON.stringify(right === "" ? null : right);
}

function toFieldValue(value: unknown): FieldValue {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return Array.isArray(value) ? value.map(String) : null;
}

function toOwner(value: unknown): PrincipalId | null {
  return typeof value === "string" && value !== "" ? (value as PrincipalId) : null;
}
