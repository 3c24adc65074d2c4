import type { EntityType, FieldConfig, FieldDefinition, Problem, ResultType } from "@catalyst/contracts";
import { filterProblems } from "../filter-uses.ts";
import { fieldTypeOf, isRelation } from "../registry.ts";

/** Roll-ups of one entity type at most: each is computed with every change of a summed up record. */
export const ROLLUP_LIMIT = 20;

/** A roll-up as it is to be. */
export type RollupDraft = { readonly key: string; readonly entityType: string; readonly config: FieldConfig };

/** What is wrong with a roll-up's settings, by themselves. */
export function rollupProblems(entityTypes: ReadonlyMap<string, EntityType>, draft: RollupDraft): readonly Problem[] {
  const own = entityTypes.get(draft.entityType)?.fields ?? [];
  if (own.filter((field) => field.type === "rollup" && field.key !== draft.key).length >= ROLLUP_LIMIT)
    return [problem("", "too_many", `An entity type can have at most ${ROLLUP_LIMIT} roll-ups.`)];
  const rollup = draft.config.rollup;
  const source = entityTypes.get(rollup?.entityType ?? "");
  if (rollup === undefined || source === undefined)
    return [problem("entityType", "unknown_entity_type", "Choose whose records are summed up.")];
  const relation = source.fields.find((field) => field.key === rollup.relation);
  if (relation === undefined || !isRelation(relation) || relation.config.targetEntityType !== draft.entityType)
    return [problem("relation", "unknown_field", "Choose a relation that points to this entity type.")];
  return [...fieldProblems(source, draft.config), ...filterErrors(source, draft.config)];
}

/** What a roll-up gives: a number, or for the smallest and largest of dates a date. Null: the field can't be summed up so. */
export function rollupResult(config: FieldConfig, field: FieldDefinition | undefined): ResultType | null {
  const rollup = config.rollup;
  if (rollup === undefined) return null;
  if (rollup.function === "count") return "number";
  const comparison = field === undefined ? null : fieldTypeOf(field).comparison;
  if (comparison === "number") return "number";
  const takesDates = rollup.function === "min" || rollup.function === "max";
  return takesDates && (comparison === "date" || comparison === "dateTime") ? comparison : null;
}

function fieldProblems(source: EntityType, config: FieldConfig): readonly Problem[] {
  const key = config.rollup?.field;
  const field = source.fields.find((candidate) => candidate.key === key);
  if (key !== undefined && field === undefined) return [problem("field", "unknown_field", "There is no such field.")];
  if (field !== undefined && fieldTypeOf(field).form === "amount" && field.config.currencies?.length !== 1)
    return [problem("field", "several_currencies", `${field.label} takes several currencies. Limit it to one first.`)];
  if (field?.key === "updatedAt")
    return [problem("field", "not_supported", `${field.label} changes with every change, so it can't be summed up.`)];
  const result = rollupResult(config, field);
  if (result === null)
    return [problem("field", "wrong_type", "Choose a number, or for the smallest and largest a date.")];
  if ((config.resultType ?? "number") !== result)
    return [{ field: "config.resultType", code: "wrong_type", message: `This roll-up gives ${RESULT_WORDS[result]}.` }];
  return [];
}

const RESULT_WORDS: Readonly<Record<ResultType, string>> = {
  text: "a text",
  number: "a number",
  boolean: "yes or no",
  date: "a date",
  dateTime: "a date with time",
};

/** Without clock and other entity types: what changes with time, or with a third record, would go unnoticed. */
function filterErrors(source: EntityType, config: FieldConfig): readonly Problem[] {
  const filter = config.rollup?.filter;
  if (filter === undefined) return [];
  return filterProblems({ entityType: source }, filter).map((found) => problem("filter", found.code, found.message));
}

function problem(setting: string, code: string, message: string): Problem {
  return { field: setting === "" ? "config.rollup" : `config.rollup.${setting}`, code, message };
}
