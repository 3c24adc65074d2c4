import type { FieldDefinition, FieldValue, FieldValues, Problem } from "@catalyst/contracts";
import { fieldTypeOf } from "./registry.ts";

/** What is validated: `existing` null means a new record, whose defaults and required fields then count. */
export type RecordDraft = {
  readonly fields: readonly FieldDefinition[];
  readonly patch: FieldValues;
  readonly existing: FieldValues | null;
};

/** Canonical values of the keys that were given (and defaults), or everything that is wrong with them. */
export type ValidatedRecord =
  | { readonly ok: true; readonly values: FieldValues }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Checks a patch against the definitions. A value equal to the stored one always passes, so that an option archived
 * later does not block the rest of a form.
 */
export function validateRecord(draft: RecordDraft): ValidatedRecord {
  const byKey = new Map(draft.fields.map((field) => [field.key, field]));
  const problems: Problem[] = [];
  const values: Record<string, FieldValue> = {};
  for (const [key, value] of Object.entries(draft.patch)) {
    const field = byKey.get(key);
    const checked = field === undefined ? unknownField(key) : checkValue(field, value, draft.existing);
    if ("problem" in checked) problems.push(checked.problem);
    else values[key] = checked.value;
  }
  if (draft.existing === null) addMissing(draft.fields, values, problems);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, values };
}

/** Whether two canonical values are the same. */
export function sameValue(left: FieldValue | undefined, right: FieldValue | undefined): boolean {
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((item, index) => item === right[index]);
  return (left ?? null) === (right ?? null);
}

type Checked = { readonly value: FieldValue } | { readonly problem: Problem };

function unknownField(key: string): Checked {
  return { problem: { field: key.slice(0, 63), code: "unknown_field", message: "There is no such field." } };
}

function checkValue(field: FieldDefinition, value: FieldValue, existing: FieldValues | null): Checked {
  const stored = existing?.[field.key] ?? null;
  if (existing !== null && sameValue(value, stored) && !(field.required && stored === null)) return { value: stored };
  const problem = (code: string, message: string): Checked => ({
    problem: { field: field.key, code, message: `${field.label} ${message}.` },
  });
  if (field.readOnly) return problem("read_only", "can't be written");
  if (field.archivedAt !== null) return problem("archived", "is archived");
  const parsed = fieldTypeOf(field).parse(value, field.config);
  if (!parsed.ok) return problem(parsed.code, parsed.message);
  const blank = parsed.value === null || (typeof parsed.value === "string" && parsed.value.trim() === "");
  return field.required && blank ? problem("required", "is required") : { value: parsed.value };
}

function addMissing(fields: readonly FieldDefinition[], values: Record<string, FieldValue>, problems: Problem[]): void {
  for (const field of fields) {
    if (Object.hasOwn(values, field.key) || field.readOnly || field.archivedAt !== null) continue;
    if (problems.some((problem) => problem.field === field.key)) continue;
    if (field.defaultValue !== null) values[field.key] = field.defaultValue;
    else if (field.required)
      problems.push({ field: field.key, code: "required", message: `${field.label} is required.` });
  }
}
