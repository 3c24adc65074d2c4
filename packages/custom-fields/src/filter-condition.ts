import {
  DomainError,
  type Condition,
  type EntityType,
  type FieldDefinition,
  type FieldValue,
  type Filter,
} from "@catalyst/contracts";
import { canonicalUuid } from "./field-type/uuid-text.ts";
import { fieldTypeOf } from "./registry.ts";
import { requireField } from "./resolve-column.ts";
import { NATIVE_UUID_COLUMNS } from "./standard-entity-types.ts";

/** How deep groups nest and how many conditions a filter has at most: bounds parsing, planning and reading it. */
export const FILTER_DEPTH_LIMIT = 5;
export const FILTER_CONDITION_LIMIT = 50;
/** Values of one `in` at most. */
export const FILTER_LIST_LIMIT = 200;
const FILTER_TEXT_LIMIT = 1_000;

/** A condition whose field exists, whose operator fits, and whose values are canonical; none for isEmpty. */
export type CheckedCondition = {
  readonly field: FieldDefinition;
  readonly operator: Condition["operator"];
  readonly values: readonly (string | number | boolean)[];
};

/** Refuses filters beyond the limits; checks every condition. */
export function assertFilterLimits(filter: Filter): void {
  let conditions = 0;
  const visit = (part: Filter, depth: number): void => {
    if (depth > FILTER_DEPTH_LIMIT)
      throw new DomainError("bad_request", `A filter can nest at most ${FILTER_DEPTH_LIMIT} groups.`);
    if (part.kind !== "condition") return part.filters.forEach((inner) => visit(inner, depth + 1));
    conditions += 1;
    if (conditions > FILTER_CONDITION_LIMIT)
      throw new DomainError("bad_request", `A filter can have at most ${FILTER_CONDITION_LIMIT} conditions.`);
  };
  visit(filter, 0);
}

/** The field, operator and canonical values of a condition, or a `bad_request` that names the field. */
export function checkCondition(entityType: EntityType, condition: Condition): CheckedCondition {
  const field = requireField(entityType, condition.field);
  const module = fieldTypeOf(field);
  if (!module.operators.includes(condition.operator))
    throw refusal(field, "bad_operator", `can't be compared with ${condition.operator}`);
  const values = givenValues(field, condition).map((value) => canonicalOperand(field, condition, value));
  return { field, operator: condition.operator, values };
}

function givenValues(field: FieldDefinition, condition: Condition): readonly FieldValue[] {
  switch (condition.operator) {
    case "isEmpty":
    case "isNotEmpty":
      return [];
    case "in":
    case "notIn":
      if (!Array.isArray(condition.value) && condition.value === null)
        throw refusal(field, "required", "needs a list of values");
      return checkedList(field, Array.isArray(condition.value) ? condition.value : [condition.value]);
    case "equals":
    case "notEquals":
    case "contains":
    case "startsWith":
    case "lessThan":
    case "atMost":
    case "greaterThan":
    case "atLeast":
      return [condition.value];
  }
}

function checkedList(field: FieldDefinition, list: readonly FieldValue[]): readonly FieldValue[] {
  if (list.length > FILTER_LIST_LIMIT)
    throw refusal(field, "too_many", `can be compared with at most ${FILTER_LIST_LIMIT} values`);
  return list;
}

/** Only the form of an operand counts: limits such as `max` or an archived option restrict what is stored, not what is sought. */
function canonicalOperand(field: FieldDefinition, condition: Condition, value: FieldValue): string | number | boolean {
  const module = fieldTypeOf(field);
  const text = module.comparison === "number" && typeof value === "string" ? module.fromCsv(value, {}) : null;
  const parsed = text ?? (field.type === "select" ? parseOptionId(field, value) : module.parse(value, {}));
  const operand = parsed.ok ? parsed.value : null;
  if (operand === null || typeof operand === "object") {
    throw refusal(field, "bad_value", parsed.ok ? "needs a value to compare with" : parsed.message);
  }
  if (condition.operator !== "equals" && typeof operand === "string" && operand.length > FILTER_TEXT_LIMIT)
    throw refusal(field, "too_long", `can be compared with at most ${FILTER_TEXT_LIMIT} characters`);
  return operand;
}

/** Archived and removed options may be sought. Stages and pipelines are kept as ids, so nothing else can be compared with them. */
function parseOptionId(field: FieldDefinition, value: FieldValue): OptionId {
  const isUuid = field.storage.kind === "native" && NATIVE_UUID_COLUMNS.has(field.storage.column);
  const id = isUuid
    ? canonicalUuid(value)
    : typeof value === "string" && /^[a-z0-9_-]{1,63}$/.test(value)
      ? value
      : null;
  return id === null ? { ok: false, message: "must be compared with an option" } : { ok: true, value: id };
}

type OptionId = { readonly ok: true; readonly value: FieldValue } | { readonly ok: false; readonly message: string };

function refusal(field: FieldDefinition, code: string, message: string): DomainError {
  return new DomainError("bad_request", `The filter can't be used: ${field.label} ${message}.`, {
    problems: [{ field: field.key, code, message: `${field.label} ${message}.` }],
  });
}
