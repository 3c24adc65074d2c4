import type { EntityType, FieldDefinition, Filter } from "@catalyst/contracts";
import { fieldsOfFilter } from "./filter-uses.ts";
import { formulaCompiler } from "./formula/compile-formula.ts";
import { fieldName, readsOf } from "./formula/computation-graph.ts";

/** How another field depends on one. */
export type DependentField = {
  readonly field: FieldDefinition;
  readonly kind: "formula" | "rollup" | "condition";
  readonly place: string;
};

type Types = ReadonlyMap<string, EntityType>;
type Pair = { readonly entityType: EntityType; readonly field: FieldDefinition; readonly wanted: string };

/** Fields that need another one: formulas that read it, roll-ups over it, conditions of being shown or required. Pure. */
export function usesOfField(types: Types, used: FieldDefinition): readonly DependentField[] {
  const wanted = fieldName(used);
  return [...types.values()].flatMap((entityType) => {
    const formulas = formulasReading(entityType, wanted);
    const others = entityType.fields.flatMap((field) => usesBy(types, { entityType, field, wanted }));
    return [...formulas, ...others].filter(({ field }) => fieldName(field) !== wanted);
  });
}

function formulasReading(entityType: EntityType, wanted: string): readonly DependentField[] {
  const formulas = entityType.fields.filter((field) => field.type === "formula");
  if (formulas.length === 0) return [];
  const compile = formulaCompiler(entityType.fields);
  return formulas
    .filter((field) => readsOf(field, compile).includes(wanted))
    .map((field) => ({ field, kind: "formula", place: "formula" }));
}

function usesBy(types: Types, pair: Pair): readonly DependentField[] {
  const { entityType, field, wanted } = pair;
  const found: DependentField[] = [];
  if (rollsUp(types, pair)) found.push({ field, kind: "rollup", place: "roll-up" });
  const inFilter = (filter: Filter | null): boolean => filterUses(types, { entityType, filter, wanted });
  if (inFilter(field.visibleWhen)) found.push({ field, kind: "condition", place: "shown when" });
  if (inFilter(field.requiredWhen)) found.push({ field, kind: "condition", place: "required when" });
  return found;
}

type FilterUse = { readonly entityType: EntityType; readonly filter: Filter | null; readonly wanted: string };

function filterUses(types: Types, { entityType, filter, wanted }: FilterUse): boolean {
  return filter !== null && fieldsOfFilter({ entityType, entityTypes: types }, filter).includes(wanted);
}

/** A roll-up needs its relation, the field that it computes over, and what its filter names. */
function rollsUp(types: Types, { entityType, field, wanted }: Pair): boolean {
  const { rollup } = field.config;
  if (rollup === undefined) return false;
  if (wanted === `${rollup.entityType}.${rollup.relation}`) return true;
  const connected = types.get(connectedType(types, entityType, rollup));
  if (connected === undefined) return false;
  return (
    wanted === `${connected.key}.${rollup.field}` ||
    filterUses(types, { entityType: connected, filter: rollup.filter ?? null, wanted })
  );
}

/** The entity type whose records a roll-up goes over: the one that has the relation, or the one it points to. */
function connectedType(
  types: Types,
  entityType: EntityType,
  rollup: { readonly entityType: string; readonly relation: string },
): string {
  if (rollup.entityType !== entityType.key) return rollup.entityType;
  const relation = entityType.fields.find((candidate) => candidate.key === rollup.relation);
  return types.get(relation?.config.targetEntityType ?? "")?.key ?? "";
}
