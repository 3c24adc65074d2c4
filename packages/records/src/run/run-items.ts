import { RecordId, type EntityTypeKey } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import type { ItemList } from "@catalyst/workflow-engine";

const KEEP = `
  insert into crm.workflow_run_items (tenant_id, run_id, token_id, ordinal, record_id, entity_type)
  select $1, $2, $3, place - 1, id, $5 from unnest($4::uuid[]) with ordinality as items(id, place)`;
const FORGET = "delete from crm.workflow_run_items where tenant_id = $1 and run_id = $2 and token_id = $3";
const LOAD =
  "select record_id, entity_type from crm.workflow_run_items where tenant_id = $1 and run_id = $2 and token_id = $3 and ordinal = $4";
const COUNT =
  "select count(*)::int as count from crm.workflow_run_items where tenant_id = $1 and run_id = $2 and token_id = $3";

/** Fixes a list's items. The same list again, in the next turn of a loop around it, takes the place of the one before. */
export async function keepItems(
  tx: TenantTransaction,
  list: ItemList,
  items: { readonly entityType: EntityTypeKey; readonly ids: readonly RecordId[] },
): Promise<void> {
  const { tenantId } = tx.principal;
  await tx.query("forget-items", FORGET, [tenantId, list.runId, list.key]);
  await tx.query("keep-items", KEEP, [tenantId, list.runId, list.key, items.ids, items.entityType]);
}

/** The record at a place of a list. */
export async function findItem(
  tx: TenantTransaction,
  list: ItemList,
  ordinal: number,
): Promise<{ readonly entityType: EntityTypeKey; readonly id: RecordId } | null> {
  const values = [tx.principal.tenantId, list.runId, list.key, ordinal];
  const { rows } = await tx.query<{ record_id: string; entity_type: string }>("load-item", LOAD, values);
  const row = rows[0];
  return row === undefined ? null : { entityType: row.entity_type, id: RecordId.parse(row.record_id) };
}

/** How many items a list has. */
export async function countItems(tx: TenantTransaction, list: ItemList): Promise<number> {
  const values = [tx.principal.tenantId, list.runId, list.key];
  return (await tx.query<{ count: number }>("count-items", COUNT, values)).rows[0]?.count ?? 0;
}
