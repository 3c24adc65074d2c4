import {
  DomainError,
  PrincipalId,
  type EntityType,
  type FieldConfig,
  type FieldInput,
  type FieldType,
  type FieldValue,
  type Filter,
  type Problem,
  type Role,
} from "@catalyst/contracts";
import { dynamicDefault } from "./default-value.ts";
import { checkFilter, conditionsOf } from "./filter-condition.ts";
import { fieldTypeOf, isRelation } from "./registry.ts";
import { RESERVED_FIELD_KEYS } from "./standard-entity-types.ts";

/** Conditions are checked for their form; what they are counted from does not matter for that. */
const CHECK_CLOCK = { now: "2000-01-01T00:00:00.000Z", timeZone: "UTC", weekStartsOn: 1 };
const CHECK_ME = PrincipalId.parse("00000000-0000-4000-8000-000000000000");

/** What is checked of a definition, whether it is new or changed. */
export type FieldRules = {
  readonly type: FieldType;
  readonly required: boolean;
  readonly unique: boolean;
  readonly defaultValue: FieldValue;
  readonly config: FieldConfig;
  readonly visibleWhen: Filter | null;
  readonly requiredWhen: Filter | null;
  readonly readRoles: readonly Role[] | null;
  readonly writeRoles: readonly Role[] | null;
};

/** The entity type that a field is of, or will be; `key` is the field's own, if it has one by now. */
export type FieldPlace = { readonly entityType: EntityType; readonly key: string | null };

/** Everything that is wrong with a definition's settings and default. */
export function validateFieldRules(rules: FieldRules, place: FieldPlace): readonly Problem[] {
  const module = fieldTypeOf(rules);
  const foreign = Object.keys(rules.config).filter((key) => !(module.configKeys as readonly string[]).includes(key));
  const problems: Problem[] = foreign.map((key) => ({
    field: `config.${key}`,
    code: "unknown_setting",
    message: `${module.label} has no such setting.`,
  }));
  problems.push(...module.checkConfig(rules.config));
  problems.push(...checkConditions(rules, place), ...checkRoles(rules, place), ...checkComputed(rules));
  if (rules.unique && !module.canBeUnique)
    problems.push({ field: "unique", code: "not_unique", message: `${module.label} can't be unique.` });
  if (problems.length === 0) problems.push(...checkDefault(rules));
  return problems;
}

/** Key that a label suggests, free among those taken; it starts with a letter and has at most 63 characters. */
export function suggestFieldKey(label: string, taken: ReadonlySet<string>): string {
  const words = label
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  const slug =
    words
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^[_0-9]+|_+$/g, "")
      .slice(0, 50) || "field";
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? slug : `${slug}_${number}`;
    if (!taken.has(key) && !RESERVED_FIELD_KEYS.has(key)) return key;
  }
}

/** Problems of a new field's rules and key. */
export function validateNewField(
  input: FieldInput,
  entityType: EntityType,
  taken: ReadonlySet<string>,
): readonly Problem[] {
  const problems = [...validateFieldRules(input, { entityType, key: input.key ?? null })];
  if (input.indexed && fieldTypeOf(input).slotKind === null)
    problems.push({
      field: "indexed",
      code: "not_indexable",
      message: `${fieldTypeOf(input).label} can't be indexed.`,
    });
  if (input.key !== undefined && (taken.has(input.key) || RESERVED_FIELD_KEYS.has(input.key)))
    problems.push({ field: "key", code: "taken", message: "Another field has this key." });
  return problems;
}

function checkDefault(rules: FieldRules): readonly Problem[] {
  if (rules.defaultValue === null) return [];
  if (dynamicDefault(rules) !== null) return [];
  if (rules.unique)
    return [{ field: "defaultValue", code: "not_unique", message: "A unique field can't have a default." }];
  if (isRelation(rules))
    return [{ field: "defaultValue", code: "not_supported", message: "A relation can't have a default." }];
  const parsed = fieldTypeOf(rules).parse(rules.defaultValue, rules.config);
  return parsed.ok ? [] : [{ field: "defaultValue", code: parsed.code, message: `The default ${parsed.message}.` }];
}

/** Conditions look at other fields of the same record, and are refused now instead of failing with every write. */
function checkConditions(rules: FieldRules, place: FieldPlace): readonly Problem[] {
  return (["visibleWhen", "requiredWhen"] as const).flatMap((name): readonly Problem[] => {
    const filter = rules[name];
    if (filter === null) return [];
    const message = conditionProblem(filter, place);
    return message === null ? [] : [{ field: name, code: "bad_condition", message }];
  });
}

function conditionProblem(filter: Filter, { entityType, key }: FieldPlace): string | null {
  const fields = conditionsOf(filter).map((condition) => condition.field);
  if (fields.some((field) => field.includes("."))) return "A condition looks at fields of the same record only.";
  if (key !== null && fields.includes(key)) return "A field can't depend on itself.";
  try {
    checkFilter({ entityType, clock: CHECK_CLOCK, me: CHECK_ME }, filter);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}

/** Records are named by their primary field everywhere, so everybody reads it; who can't read can't write either. */
function checkRoles({ readRoles, writeRoles }: FieldRules, { entityType, key }: FieldPlace): readonly Problem[] {
  if (readRoles !== null && key === entityType.primaryField)
    return [{ field: "readRoles", code: "primary_field", message: "The field that names records is open to all." }];
  if (readRoles === null || writeRoles === null || writeRoles.every((role) => readRoles.includes(role))) return [];
  return [{ field: "writeRoles", code: "not_readable", message: "Who may change the field must see it too." }];
}

/** Values that the product makes can't be asked of people. */
function checkComputed(rules: FieldRules): readonly Problem[] {
  const module = fieldTypeOf(rules);
  if (!module.computed) return [];
  const asked = [
    ["required", rules.required],
    ["requiredWhen", rules.requiredWhen !== null],
    ["defaultValue", rules.defaultValue !== null],
    ["writeRoles", rules.writeRoles !== null],
  ] as const;
  return asked
    .filter(([, given]) => given)
    .map(([field]) => ({ field, code: "computed", message: `${module.label} is filled in by the product.` }));
}
