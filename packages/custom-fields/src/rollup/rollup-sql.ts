import type { EntityType, Principal } from "@catalyst/contracts";
import { compileFilter } from "../compile-filter.ts";
import { fromClause } from "../compile-list.ts";
import { requireField, resolveColumn } from "../resolve-column.ts";
import { fieldTypeOf } from "../registry.ts";
import { sqlParameters } from "../sql-parameters.ts";
import type { CompiledSql } from "../compile-list.ts";
import type { RollupSource } from "./rollup-sources.ts";

/** A roll-up's statement: for which records, seen by whom. */
export type RollupStatement = {
  readonly source: RollupSource;
  /** The entity type that is summed up. */
  readonly entityType: EntityType;
  readonly principal: Principal;
  readonly ids: readonly string[];
};

/** One statement for many records: `id` and `value` as JSON; records without anything to sum up are left out. */
export function compileRollup(statement: RollupStatement): CompiledSql {
  const { source, entityType, principal, ids } = statement;
  const parameters = sqlParameters();
  const tenantId = parameters.add(principal.tenantId);
  const links = [
    `l.tenant_id = ${tenantId}::uuid`,
    `l.field_id = ${parameters.add(source.relation.fieldId)}::uuid`,
    `l.to_id = any(${parameters.add([...ids])}::uuid[])`,
  ];
  const records = [
    `r.tenant_id = ${tenantId}::uuid`,
    `r.entity_type = ${parameters.add(entityType.key)}::text`,
    "r.id = l.from_id",
    "r.deleted_at is null",
  ];
  const { filter } = source.config;
  if (filter !== undefined)
    records.push(compileFilter(filter, { scope: { entityType }, principal, parameters, tenantId }));
  const text = `select l.to_id as id, to_jsonb(${aggregate(statement)}) as value
    from crm.record_links l join (${fromClause(entityType)}) on ${records.join(" and ")}
    where ${links.join(" and ")} group by l.to_id`;
  return { text, values: parameters.values };
}

function aggregate({ source, entityType }: RollupStatement): string {
  const { config } = source;
  if (config.function === "count") return "count(*)::int";
  const field = requireField(entityType, config.field ?? "");
  const { sql } = resolveColumn(entityType, field);
  const isDay = fieldTypeOf(field).comparison === "date";
  switch (config.function) {
    case "sum":
      // Decimal sums: floating point ones would depend on the order of the rows.
      return `sum(${sql}::text::numeric)`;
    case "average":
      return `avg(${sql}::text::numeric)`;
    case "min":
    case "max":
      return isDay ? `to_char(${config.function}(${sql}), 'YYYY-MM-DD')` : `${config.function}(${sql})`;
  }
}
