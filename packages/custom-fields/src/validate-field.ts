import type { FieldConfig, FieldInput, FieldType, FieldValue, Problem } from "@catalyst/contracts";
import { fieldTypeOf } from "./registry.ts";
import { RESERVED_FIELD_KEYS } from "./standard-entity-types.ts";

/** What is checked of a definition, whether it is new or changed. */
export type FieldRules = {
  readonly type: FieldType;
  readonly required: boolean;
  readonly unique: boolean;
  readonly defaultValue: FieldValue;
  readonly config: FieldConfig;
};

/** Everything that is wrong with a definition's settings and default. */
export function validateFieldRules(rules: FieldRules): readonly Problem[] {
  const module = fieldTypeOf(rules);
  const foreign = Object.keys(rules.config).filter((key) => !(module.configKeys as readonly string[]).includes(key));
  const problems: Problem[] = foreign.map((key) => ({
    field: `config.${key}`,
    code: "unknown_setting",
    message: `${module.label} has no such setting.`,
  }));
  problems.push(...module.checkConfig(rules.config));
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
export function validateNewField(input: FieldInput, taken: ReadonlySet<string>): readonly Problem[] {
  const problems = [...validateFieldRules(input)];
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
  if (rules.unique)
    return [{ field: "defaultValue", code: "not_unique", message: "A unique field can't have a default." }];
  if (rules.type === "relation")
    return [{ field: "defaultValue", code: "not_supported", message: "A relation can't have a default." }];
  const parsed = fieldTypeOf(rules).parse(rules.defaultValue, rules.config);
  return parsed.ok ? [] : [{ field: "defaultValue", code: parsed.code, message: `The default ${parsed.message}.` }];
}
