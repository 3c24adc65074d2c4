import type { FieldConfig, FieldValue, Problem } from "@catalyst/contracts";
import {
  NOT_SEARCHED,
  accepted,
  refused,
  type FieldTypeModule,
  type JsonSchema,
  type ParseResult,
  WRITTEN_VALUE,
} from "../field-type-module.ts";
import { plainText } from "../plain-text.ts";
import { canonicalUuid } from "../uuid-text.ts";
import { RELATION_OPERATORS } from "../operator-sets.ts";

/** Records that one field can point to at most. */
export const RELATION_LIMIT = 1_000;

/** One record of another entity type, or a list of them (`multiple`). Kept as links, never in `values`. */
export const relationField: FieldTypeModule = {
  ...WRITTEN_VALUE,
  type: "relation",
  label: "Relation",
  form: "link",
  formulaInput: null,
  guessRank: null,
  search: NOT_SEARCHED,
  slotKind: null,
  canBeUnique: false,
  sortable: false,
  comparison: "relation",
  operators: RELATION_OPERATORS,
  workflowType: "string",
  alsoTakes: ["list"],
  configKeys: ["targetEntityType", "multiple", "onTargetDelete", "inverseLabel"],
  checkConfig: checkRelation,
  parse: parseRelation,
  apiSchema: relationSchema,
  completeConfig: ({ multiple = false, onTargetDelete = "clear", ...config }) => ({
    ...config,
    multiple,
    onTargetDelete,
  }),
  toCsv: (value) => (Array.isArray(value) ? value.join(";") : plainText(value)),
  fromCsv: (text, config) => {
    const ids = text
      .split(";")
      .map((part) => part.trim())
      .filter((part) => part !== "");
    return parseRelation(config.multiple === true ? ids : ids.length > 1 ? ids : (ids[0] ?? null), config);
  },
};

function parseRelation(value: FieldValue, config: FieldConfig): ParseResult {
  if (value === null || value === "") return accepted(null);
  const given: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (given.length === 0) return accepted(null);
  if (given.length > 1 && config.multiple !== true) return refused("single", "takes one record only");
  if (given.length > RELATION_LIMIT) return refused("too_many", `can point to at most ${RELATION_LIMIT} records`);
  const ids = given.map(canonicalUuid).filter((id) => id !== null);
  if (ids.length < given.length) return refused("bad_id", "must be a record's id");
  if (new Set(ids).size < ids.length) return refused("duplicate", "names a record twice");
  return accepted(config.multiple === true ? ids : (ids[0] ?? null));
}

function relationSchema(config: FieldConfig): JsonSchema {
  const id = { type: "string", format: "uuid" };
  return config.multiple === true ? { type: "array", items: id, maxItems: RELATION_LIMIT, uniqueItems: true } : id;
}

function checkRelation(config: FieldConfig): readonly Problem[] {
  if (config.targetEntityType !== undefined) return [];
  return [
    {
      field: "config.targetEntityType",
      code: "required",
      message: "Choose the entity type that the relation points to.",
    },
  ];
}
