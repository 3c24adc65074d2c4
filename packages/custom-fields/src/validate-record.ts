import type { FieldDefinition, FieldValue, FieldValues, Problem, Role } from "@catalyst/contracts";
import { defaultValueOf } from "./default-value.ts";
import { fieldAccess, type FieldAccess } from "./field-access.ts";
import { fieldState } from "./field-state.ts";
import type { FilterScope } from "./filter-path.ts";
import { fieldTypeOf } from "./registry.ts";
import { sameValue } from "./same-value.ts";

/** What is validated: `existing` null means a new record, whose defaults and required fields then count. */
export type RecordDraft = {
  /** The entity type, and what conditions and dynamic defaults are read against. */
  readonly scope: FilterScope;
  readonly patch: FieldValues;
  readonly existing: FieldValues | null;
  /** Who writes: what is closed to the role is refused. Absent: everything is open. */
  readonly role?: Role | undefined;
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
  const rules = rulesOf(draft.scope.entityType.fields);
  const problems: Problem[] = [];
  const values: Record<string, FieldValue> = {};
  for (const [key, value] of Object.entries(draft.patch)) {
    const field = rules.byKey.get(key);
    const checked = field === undefined ? unknownField(key) : checkValue(field, value, draft);
    if ("problem" in checked) problems.push(checked.problem);
    else values[key] = checked.value;
  }
  if (draft.existing === null) addDefaults(draft, rules, values);
  problems.push(...missingValues(draft, { rules, values, problems }));
  return problems.length > 0 ? { ok: false, problems: inOrder(problems, draft.patch) } : { ok: true, values };
}

/** As the values were given, then those that were not given. */
function inOrder(problems: readonly Problem[], patch: FieldValues): readonly Problem[] {
  const places = new Map(Object.keys(patch).map((key, index) => [key, index]));
  const place = (problem: Problem): number => places.get(problem.field) ?? places.size;
  return problems.toSorted((left, right) => place(left) - place(right));
}

type Checked = { readonly value: FieldValue } | { readonly problem: Problem };

/** What every record of an entity type is checked by, worked out once for each list of fields. */
type Rules = {
  readonly byKey: ReadonlyMap<string, FieldDefinition>;
  readonly withDefault: readonly FieldDefinition[];
  readonly demanding: readonly FieldDefinition[];
};
const rulesByFields = new WeakMap<readonly FieldDefinition[], Rules>();

function rulesOf(fields: readonly FieldDefinition[]): Rules {
  const known = rulesByFields.get(fields);
  if (known !== undefined) return known;
  const writable = fields.filter((field) => !field.readOnly && field.archivedAt === null);
  const rules = {
    byKey: new Map(fields.map((field) => [field.key, field])),
    withDefault: writable.filter((field) => field.defaultValue !== null),
    demanding: writable.filter((field) => field.required || field.requiredWhen !== null),
  };
  rulesByFields.set(fields, rules);
  return rules;
}

function unknownField(key: string): Checked {
  return { problem: { field: key.slice(0, 63), code: "unknown_field", message: "There is no such field." } };
}

function checkValue(field: FieldDefinition, value: FieldValue, draft: RecordDraft): Checked {
  const access = accessOf(field, draft);
  if (access === "none") return unknownField(field.key);
  const stored = draft.existing?.[field.key] ?? null;
  if (draft.existing !== null && sameValue(value, stored)) return { value: stored };
  const problem = (code: string, message: string): Checked => ({
    problem: { field: field.key, code, message: `${field.label} ${message}.` },
  });
  if (field.readOnly || access === "read") return problem("read_only", "can't be written");
  if (field.archivedAt !== null) return problem("archived", "is archived");
  const parsed = fieldTypeOf(field).parse(value, field.config, stored);
  return parsed.ok ? { value: parsed.value } : problem(parsed.code, parsed.message);
}

function accessOf(field: FieldDefinition, { role }: RecordDraft): FieldAccess {
  return role === undefined ? "write" : fieldAccess(field, role);
}

/** Fields that are closed to whoever writes get their defaults too: the record is everybody's. */
function addDefaults(draft: RecordDraft, rules: Rules, values: Record<string, FieldValue>): void {
  for (const field of rules.withDefault) {
    if (Object.hasOwn(draft.patch, field.key)) continue;
    values[field.key] = defaultValueOf(field, draft.scope);
  }
}

type Checks = { readonly rules: Rules; readonly values: FieldValues; readonly problems: readonly Problem[] };

/** Fields that this change leaves empty although they must be filled in; what was missing before does not block it. */
function missingValues(draft: RecordDraft, { rules, values, problems }: Checks): readonly Problem[] {
  if (rules.demanding.length === 0) return [];
  const { scope, existing, patch } = draft;
  const merged = { ...existing, ...values };
  const wrong = new Set(problems.map((problem) => problem.field));
  const isMissing = (field: FieldDefinition, of: FieldValues): boolean =>
    isBlank(of[field.key]) && fieldState(scope, field, of).required;
  return rules.demanding
    .filter((field) => !wrong.has(field.key) && isMissing(field, merged) && accessOf(field, draft) === "write")
    .filter((field) => existing === null || Object.hasOwn(patch, field.key) || !isMissing(field, existing))
    .map((field) => ({ field: field.key, code: "required", message: `${field.label} is required.` }));
}

function isBlank(value: FieldValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === "string" ? value.trim() === "" : Array.isArray(value) && value.length === 0;
}
