import type { FieldDefinition, Problem } from "@catalyst/contracts";
import { rollupProblems } from "@catalyst/custom-fields";
import { chainProblems, formulaCompiler, formulaProblems, fieldName, readsOf } from "@catalyst/custom-fields/formula";
import { requireEntityType, type Metadata } from "../metadata/metadata.ts";

/** What is wrong with a computed field as it is to be; nothing for fields of other types. */
export function computedProblems(metadata: Metadata, field: FieldDefinition): readonly Problem[] {
  const own = ownProblems(metadata, field);
  if (own.length > 0 || (field.type !== "formula" && field.type !== "rollup")) return own;
  return chainProblems(metadata.entityTypes, field);
}

function ownProblems(metadata: Metadata, field: FieldDefinition): readonly Problem[] {
  if (field.type === "formula") return formulaProblems(requireEntityType(metadata, field.entityType), field);
  return field.type === "rollup" ? rollupProblems(metadata.entityTypes, field) : [];
}

/** Computed fields that read a field, of any entity type. */
export function readersOf(
  metadata: Metadata,
  read: Pick<FieldDefinition, "entityType" | "key">,
): readonly FieldDefinition[] {
  const name = fieldName(read);
  return [...metadata.entityTypes.values()].flatMap((entityType) => {
    const compile = formulaCompiler(entityType.fields);
    return entityType.fields.filter((field) => isReader(field) && readsOf(field, compile).includes(name));
  });
}

/** Computed fields of a field's own entity type that read it, at once or through each other. */
export function dependentsOf(
  metadata: Metadata,
  field: Pick<FieldDefinition, "entityType" | "key">,
): readonly string[] {
  const found = new Set<string>();
  const visit = (key: string): void => {
    for (const reader of readersOf(metadata, { entityType: field.entityType, key })) {
      if (reader.entityType !== field.entityType || reader.type !== "formula" || found.has(reader.key)) continue;
      found.add(reader.key);
      visit(reader.key);
    }
  };
  visit(field.key);
  return [...found];
}

function isReader(field: FieldDefinition): boolean {
  return field.type === "formula" || field.type === "rollup";
}
