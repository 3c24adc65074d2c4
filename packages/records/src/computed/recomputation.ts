import { DomainError, type FieldDefinition } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { giveWay, lockSlots } from "../admin/field-row.ts";
import { requireEntityType, type Metadata } from "../metadata/metadata.ts";
import type { RecordPorts } from "../ports.ts";
import type { WriteContext } from "../write/create-record.ts";
import { recomputeRecords } from "./recompute-records.ts";
import { rollupMarker } from "./rollup-marker.ts";

/** Records of one batch: their locks last some 100 ms. */
const BATCH_ROWS = 500;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

const START = `
  insert into crm.recomputations as c (tenant_id, entity_type, state, field_keys, total_rows)
  select $1, $2, case when n.records > 0 then 'running' else 'done' end, $3::text[], n.records
  from (select count(*) as records from crm.records r where r.tenant_id = $1 and r.entity_type = $2) n
  on conflict (tenant_id, entity_type) do update set state = excluded.state, after_id = null, done_rows = 0,
    field_keys = case when c.state = 'done' then excluded.field_keys
      else (select array_agg(distinct k) from unnest(c.field_keys || excluded.field_keys) k) end,
    total_rows = excluded.total_rows, started_at = clock_timestamp(), finished_at = null
  returning state`;
const LOCK = `
  select state, after_id, field_keys from crm.recomputations where tenant_id = $1 and entity_type = $2 for update`;
const NEXT_IDS = `
  select r.id from crm.records r where r.tenant_id = $1 and r.entity_type = $2 and r.id > $3 order by r.id limit ${BATCH_ROWS}`;
const SAVE = `
  update crm.recomputations set after_id = $3, done_rows = least(total_rows, done_rows + $4)
  where tenant_id = $1 and entity_type = $2`;
const FINISH = `
  update crm.recomputations set state = 'done', done_rows = total_rows, finished_at = now()
  where tenant_id = $1 and entity_type = $2`;
const CANCEL = `
  update crm.recomputations set state = 'cancelled', finished_at = now()
  where tenant_id = $1 and entity_type = $2 and state = 'running'`;

type StoredRow = {
  readonly state: "running" | "done" | "cancelled";
  readonly after_id: string | null;
  readonly field_keys: readonly string[];
};

/**
 * Has all records of an entity type computed anew, since definitions changed. The lock waits for writers that know the
 * old ones, the row makes later ones of that kind fail, and so the job misses nothing.
 */
export async function startRecomputation(
  tx: TenantTransaction,
  ports: Pick<RecordPorts, "enqueueRecordJob">,
  work: { readonly entityType: string; readonly keys: readonly string[] },
): Promise<void> {
  if (work.keys.length === 0) return;
  await lockSlots(tx, work.entityType);
  const parameters = [tx.principal.tenantId, work.entityType, work.keys];
  const { rows } = await tx.query<{ state: string }>("start-recomputation", START, parameters);
  if (rows[0]?.state === "running")
    await ports.enqueueRecordJob(tx, { kind: "recompute", entityType: work.entityType });
}

/** Stops a recomputation after its batch; the values that it had not come to stay old, and are shown so. */
export async function cancelRecomputation(tx: TenantTransaction, entityType: string): Promise<{ cancelled: boolean }> {
  const result = await tx.query("cancel-recomputation", CANCEL, [tx.principal.tenantId, entityType]);
  return { cancelled: (result.rowCount ?? 0) > 0 };
}

/** Computes all computed fields of an entity type anew, because somebody asks for it. */
export async function recomputeAll(
  tx: TenantTransaction,
  ports: Pick<RecordPorts, "enqueueRecordJob">,
  request: { readonly metadata: Metadata; readonly entityType: string },
): Promise<void> {
  const computed = requireEntityType(request.metadata, request.entityType).fields.filter(isComputed);
  if (computed.length === 0) throw new DomainError("bad_request", "This entity type has no formulas and no roll-ups.");
  await startRecomputation(tx, ports, { entityType: request.entityType, keys: computed.map((field) => field.key) });
}

/** Formulas and roll-ups, whose values the product computes and keeps. */
export function isComputed(field: FieldDefinition): boolean {
  return field.type === "formula" || field.type === "rollup";
}

/** One batch; the job calls it, each time in a transaction of its own, until it answers done. Starts no workflows: no record changed. */
export async function runRecomputationBatch(context: WriteContext, key: string): Promise<{ done: boolean }> {
  const { tx, metadata } = context;
  await giveWay(tx);
  const place = [tx.principal.tenantId, key];
  const stored = (await tx.query<StoredRow>("lock-recomputation", LOCK, place)).rows[0];
  const entityType = metadata.entityTypes.get(key);
  if (stored?.state !== "running" || entityType === undefined) return { done: true };
  const { rows } = await tx.query<{ id: string }>("next-to-recompute", NEXT_IDS, [
    ...place,
    stored.after_id ?? FIRST_ID,
  ]);
  const ids = rows.map((row) => row.id);
  const rollups = entityType.fields.filter((field) => field.type === "rollup" && stored.field_keys.includes(field.key));
  const changed = await recomputeRecords(tx, metadata, { entityType, ids, rollups });
  await rollupMarker(context).afterWrite(
    entityType,
    changed.map(({ before, changedKeys }) => ({ id: before.id, isNew: false, changedKeys })),
  );
  if (ids.length === BATCH_ROWS) await tx.query("save-recomputation", SAVE, [...place, ids.at(-1), ids.length]);
  else await tx.query("finish-recomputation", FINISH, place);
  return { done: ids.length < BATCH_ROWS };
}
