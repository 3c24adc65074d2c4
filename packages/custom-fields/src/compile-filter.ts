import type { Filter, Principal } from "@catalyst/contracts";
import { compileTest } from "./compile-test.ts";
import { assertFilterLimits, checkCondition, type CheckedCondition } from "./filter-condition.ts";
import type { FilterScope, PathHop } from "./filter-path.ts";
import { fieldTypeOf } from "./registry.ts";
import { ownerRule } from "./owner-rule.ts";
import { RECORD_ALIASES, type TableAliases } from "./resolve-column.ts";
import type { SqlParameters } from "./sql-parameters.ts";

/** What a filter is compiled with. `tenantId` is the placeholder of the tenant's id in the same statement. */
export type FilterCompilation = {
  readonly scope: FilterScope;
  /** Whose owner rule linked records follow. */
  readonly principal: Principal;
  readonly parameters: SqlParameters;
  readonly tenantId: string;
};

/**
 * SQL of a filter against the aliases r (crm.records) and x (the native table). Pure; values become parameters,
 * identifiers come from `resolveColumn` alone. Text compares exactly with equals and in, without case with contains and startsWith.
 */
export function compileFilter(filter: Filter, compilation: FilterCompilation): string {
  assertFilterLimits(filter);
  return compilePart(filter, compilation);
}

function compilePart(filter: Filter, compilation: FilterCompilation): string {
  if (filter.kind === "condition") return compileCondition(checkCondition(compilation.scope, filter), compilation);
  if (filter.filters.length === 0) return "true";
  return `(${filter.filters.map((part) => compilePart(part, compilation)).join(filter.kind === "and" ? " and " : " or ")})`;
}

/** A negative condition is the opposite of its positive one, so that both together are all records, empty ones too. */
function compileCondition(condition: CheckedCondition, compilation: FilterCompilation): string {
  const { hops, field } = condition.path;
  const linked = hops.length > 0 || fieldTypeOf(field).comparison === "relation";
  const positive = linked
    ? compileHops(condition, compilation, 0)
    : compileTest(condition, compilation.parameters, RECORD_ALIASES);
  if (!condition.negated) return positive;
  return linked ? `not ${positive}` : `(${positive}) is not true`;
}

/** From the record outwards, one `exists` for each relation; the last one holds the test. */
function compileHops(condition: CheckedCondition, compilation: FilterCompilation, depth: number): string {
  const { hops, field } = condition.path;
  const hop = hops[depth];
  if (hop !== undefined)
    return linkedRecord(hop, { compilation, depth }, () => compileHops(condition, compilation, depth + 1));
  if (fieldTypeOf(field).comparison !== "relation")
    return compileTest(condition, compilation.parameters, aliasesAt(depth));
  return compileRelation(condition, compilation, depth);
}

/** The last field is a relation itself: its targets are tested by their ids. */
function compileRelation(condition: CheckedCondition, compilation: FilterCompilation, depth: number): string {
  const { test } = condition;
  const hop = { relation: condition.path.field, target: null };
  const to = (ids: readonly unknown[]): string =>
    linkedRecord(
      hop,
      { compilation, depth },
      (inner) => `${inner.record}.id = any(${compilation.parameters.add(ids.map(String))}::uuid[])`,
    );
  switch (test.kind) {
    case "present":
      return linkedRecord(hop, { compilation, depth }, () => null);
    case "oneOf":
      return to(test.values);
    case "allOf":
      return `(${test.values.map((id) => to([id])).join(" and ")})`;
    case "order":
    case "range":
    case "contains":
    case "startsWith":
      throw new Error(`Assertion failed: relations have no test ${test.kind}`);
  }
}

type Linking = { readonly compilation: FilterCompilation; readonly depth: number };
type Hop = Omit<PathHop, "target"> & { readonly target: PathHop["target"] | null };

/**
 * A live, visible record that the relation leads to. Tenant, type and owner rule stand in the query beside row-level
 * security, as in every statement; the native table is joined only where the test reads it.
 */
function linkedRecord(hop: Hop, { compilation, depth }: Linking, test: (inner: TableAliases) => string | null): string {
  const { parameters, tenantId, principal } = compilation;
  const [outer, inner, link] = [aliasesAt(depth), aliasesAt(depth + 1), `l${depth + 1}`];
  const typeKey = hop.relation.config.targetEntityType ?? "";
  const parts = [
    `${link}.tenant_id = ${tenantId}::uuid`,
    `${link}.field_id = ${parameters.add(hop.relation.fieldId)}::uuid`,
    `${link}.from_id = ${outer.record}.id`,
    `${inner.record}.tenant_id = ${tenantId}::uuid`,
    `${inner.record}.entity_type = ${parameters.add(typeKey)}::text`,
    `${inner.record}.deleted_at is null`,
    ...ownerRule(typeKey, { principal, alias: inner.record }, parameters),
  ];
  const tested = test(inner);
  if (tested !== null) parts.push(tested);
  const native = tested !== null && tested.includes(`${inner.native}.`) ? nativeJoin(typeKey, inner) : "";
  return (
    `exists (select from crm.record_links ${link} join crm.records ${inner.record} ` +
    `on ${inner.record}.tenant_id = ${link}.tenant_id and ${inner.record}.entity_type = ${link}.to_type and ${inner.record}.id = ${link}.to_id` +
    `${native} where ${parts.join(" and ")})`
  );
}

function nativeJoin(entityType: string, { record, native }: TableAliases): string {
  if (!/^[a-z]+$/.test(entityType)) throw new Error("Assertion failed: an entity type's key is no table name");
  return ` join crm.${entityType} ${native} on ${native}.tenant_id = ${record}.tenant_id and ${native}.entity_type = ${record}.entity_type and ${native}.id = ${record}.id`;
}

function aliasesAt(depth: number): TableAliases {
  return depth === 0 ? RECORD_ALIASES : { record: `r${depth}`, native: `x${depth}` };
}
