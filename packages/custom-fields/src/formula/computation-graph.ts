import type { EntityType, FieldDefinition, Problem } from "@catalyst/contracts";
import { ExpressionError } from "../expression/expression-error.ts";
import { watchedKeys } from "../rollup/rollup-sources.ts";
import { type CompileFormula, formulaCompiler } from "./compile-formula.ts";
import { type DependencyGraph, dependencyOrder } from "./dependency-graph.ts";

/** Computed fields that stand on each other at most: each more is a job more until the last one is right. */
export const CHAIN_LIMIT = 10;

/** A field by entity type and key, as graphs name it. */
export function fieldName(field: Pick<FieldDefinition, "entityType" | "key">): string {
  return `${field.entityType}.${field.key}`;
}

/** Which computed fields read which, over all entity types: formulas their own record's fields, roll-ups those of others. */
export function computationGraph(entityTypes: ReadonlyMap<string, EntityType>): DependencyGraph {
  const graph = new Map<string, readonly string[]>();
  for (const entityType of entityTypes.values()) {
    const compile = formulaCompiler(entityType.fields);
    for (const field of entityType.fields)
      if (field.type === "formula" || field.type === "rollup") graph.set(fieldName(field), readsOf(field, compile));
  }
  return graph;
}

/** Fields that a formula or roll-up reads, by entity type and key. One that can't be compiled reads nothing. */
export function readsOf(field: FieldDefinition, compile: CompileFormula): readonly string[] {
  const rollup = field.config.rollup;
  if (field.type === "rollup" && rollup !== undefined)
    return [rollup.relation, ...watchedKeys(rollup)].map((key) => fieldName({ entityType: rollup.entityType, key }));
  return formulaReads(field, compile).map((key) => fieldName({ entityType: field.entityType, key }));
}

function formulaReads(field: FieldDefinition, compile: CompileFormula): readonly string[] {
  if (field.type !== "formula") return [];
  try {
    return compile(field.config.expression ?? "").reads;
  } catch (error) {
    if (error instanceof ExpressionError) return [];
    throw error;
  }
}

/** What is wrong with how computed fields stand on each other: a circle, named, or a chain that is too long. */
export function chainProblems(
  entityTypes: ReadonlyMap<string, EntityType>,
  field: FieldDefinition,
): readonly Problem[] {
  const setting = field.type === "formula" ? "config.expression" : "config.rollup";
  const sorted = dependencyOrder(computationGraph(withField(entityTypes, field)));
  if (!sorted.ok)
    return [
      {
        field: setting,
        code: "cycle",
        message: `This goes in a circle: ${cycleText(startingAt(sorted.cycle, fieldName(field)), withField(entityTypes, field))}.`,
      },
    ];
  if (sorted.depth <= CHAIN_LIMIT) return [];
  return [
    { field: setting, code: "too_deep", message: `At most ${CHAIN_LIMIT} computed fields can stand on each other.` },
  ];
}

/** Entity types with a field as it is to be, whether it is new or not. */
function withField(
  entityTypes: ReadonlyMap<string, EntityType>,
  field: FieldDefinition,
): ReadonlyMap<string, EntityType> {
  const own = entityTypes.get(field.entityType);
  if (own === undefined) return entityTypes;
  const fields = [...own.fields.filter((other) => other.key !== field.key), field];
  return new Map([...entityTypes, [own.key, { ...own, fields }]]);
}

/** The same circle, told from a field on that is in it. */
function startingAt(cycle: readonly string[], name: string): readonly string[] {
  const at = cycle.indexOf(name);
  return at < 0 ? cycle : [...cycle.slice(at, -1), ...cycle.slice(0, at), name];
}

/** Labels with arrows; of fields of other entity types with that one's name. */
function cycleText(cycle: readonly string[], entityTypes: ReadonlyMap<string, EntityType>): string {
  const fields = cycle.flatMap((name) => {
    const [type = "", key = ""] = name.split(".");
    const entityType = entityTypes.get(type);
    const field = entityType?.fields.find((candidate) => candidate.key === key);
    return entityType === undefined || field === undefined ? [] : [{ entityType, field }];
  });
  const several = new Set(fields.map(({ entityType }) => entityType.key)).size > 1;
  return fields
    .map(({ entityType, field }) => (several ? `${entityType.label} ${field.label}` : field.label))
    .join(" -> ");
}
