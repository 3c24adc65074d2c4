import { RecordId, type Filter } from "@catalyst/contracts";
import { type CompiledSql, compileSelection, fromClause, sqlParameters } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import { clockOf, requireEntityType, type Metadata } from "../metadata/metadata.ts";

/** Which records: those that meet a filter, in the order of their ids, `limit` at most. */
export type IdQuery = {
  readonly entityType: string;
  readonly filter: Filter;
  readonly limit: number;
  /** Those after this one alone, for going on where one was. */
  readonly afterId?: string | null;
};

/** Ids alone: what a step keeps that goes on with thousands of records one by one. */
export async function findRecordIds(
  tx: TenantTransaction,
  metadata: Metadata,
  query: IdQuery,
): Promise<readonly RecordId[]> {
  const { text, values } = selectIds(tx, metadata, query);
  const { rows } = await tx.query<{ id: string }>(null, text, values);
  return rows.map((row) => RecordId.parse(row.id));
}

/** How many ids there are, `limit` at most. */
export async function countRecordIds(tx: TenantTransaction, metadata: Metadata, query: IdQuery): Promise<number> {
  const { text, values } = selectIds(tx, metadata, query);
  const { rows } = await tx.query<{ count: number }>(
    null,
    `select count(*)::int as count from (${text}) found`,
    values,
  );
  return rows[0]?.count ?? 0;
}

function selectIds(tx: TenantTransaction, metadata: Metadata, query: IdQuery): CompiledSql {
  const entityType = requireEntityType(metadata, query.entityType);
  const parameters = sqlParameters();
  const clock = clockOf(metadata, tx.principal.principalId);
  const { entityTypes } = metadata;
  const selection = { entityType, entityTypes, clock, principal: tx.principal, filter: query.filter, deleted: false };
  const selected = compileSelection(selection, parameters);
  const after = query.afterId ?? null;
  const where = after === null ? selected : `${selected} and r.id > ${parameters.add(after)}::uuid`;
  const limit = parameters.add(query.limit);
  const text = `select r.id from ${fromClause(entityType)} where ${where} order by r.id limit ${limit}`;
  return { text, values: parameters.values };
}
