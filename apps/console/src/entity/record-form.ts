import type { EntityType, FieldType, FieldValue, PrincipalId } from "@catalyst/contracts";
import { FIELD_TYPE_CONSOLES } from "../field/registry.ts";
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
    fields[field.key] = valueToSend(field.type, form.fields[field.key]);
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

/** Whether two values are the same; the order of a list counts, that of an object's keys does not. */
export function sameValue(left: FieldValue, right: FieldValue): boolean {
  return comparable(left) === comparable(right);
}

function comparable(value: FieldValue): string {
  const blank = value === "" || (Array.isArray(value) && value.length === 0);
  return JSON.stringify(blank ? null : value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

/** A value of an input as it is sent: typed numbers become numbers where they are written as one; what is none goes as it is, and is refused with a reason. */
export function valueToSend(type: FieldType, value: unknown): FieldValue {
  return toFieldValue(FIELD_TYPE_CONSOLES[type].toSend(value));
}

/** Forms hold JSON only: what came from the server, and what inputs made of it. */
function toFieldValue(value: unknown): FieldValue {
  return value === undefined || value === "" ? null : (value as FieldValue);
}

function toOwner(value: unknown): PrincipalId | null {
  return typeof value === "string" && value !== "" ? (value as PrincipalId) : null;
}
