import type { EntityType, FieldDefinition, RollupConfig } from "@catalyst/contracts";
import { conditionsOf } from "../filter-condition.ts";
import { isRelation } from "../registry.ts";

/** A roll-up with what it looks at, resolved. */
export type RollupSource = {
  /** The roll-up, a field of the entity type that the relation points to. */
  readonly rollup: FieldDefinition;
  readonly config: RollupConfig;
  /** The relation, a field of the entity type that is summed up. */
  readonly relation: FieldDefinition;
  /** Fields of the summed up records that it depends on: the value and the filter's, the relation left out. */
  readonly watched: ReadonlySet<string>;
};

/** Roll-ups over each entity type, by its key; types that nothing sums up are not in it. */
export type RollupSources = ReadonlyMap<string, readonly RollupSource[]>;

const NONE: RollupSources = new Map();

/** Finds what roll-ups depend on. Those whose relation or source is gone are left out: they can't change. */
export function rollupSources(entityTypes: ReadonlyMap<string, EntityType>): RollupSources {
  const rollups = [...entityTypes.values()].flatMap((type) => type.fields.filter((field) => field.type === "rollup"));
  if (rollups.length === 0) return NONE;
  return Map.groupBy(
    rollups.flatMap((rollup) => sourceOf(rollup, entityTypes) ?? []),
    (source) => source.config.entityType,
  );
}

/** What a roll-up looks at, or null when that is gone. */
export function sourceOf(rollup: FieldDefinition, entityTypes: ReadonlyMap<string, EntityType>): RollupSource | null {
  const config = rollup.config.rollup;
  const relation = entityTypes
    .get(config?.entityType ?? "")
    ?.fields.find((field) => field.key === config?.relation && isRelation(field));
  if (config === undefined || relation === undefined) return null;
  return { rollup, config, relation, watched: new Set(watchedKeys(config)) };
}

/** Fields of the summed up records that a roll-up reads, beside the relation. */
export function watchedKeys(config: RollupConfig): readonly string[] {
  const filtered = config.filter === undefined ? [] : conditionsOf(config.filter).map((condition) => condition.field);
  return [...(config.field === undefined ? [] : [config.field]), ...filtered];
}
