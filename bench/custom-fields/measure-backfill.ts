import { setTimeout as delay } from "node:timers/promises";
import type { Principal } from "@catalyst/contracts";
import { type Database, withTenant } from "@catalyst/db";
import { runBackfill } from "@catalyst/records";
import { ListRecordsInput } from "@catalyst/contracts";
import type pg from "pg";
import { benchRecordService } from "../environment/bench-record-service.ts";
import { type Figure, percentile, say } from "../figure.ts";
import { ENTITY_TYPE } from "./plan.ts";

/** The slot that is filled: no field of the tenant has it. */
const SLOT = "n10";
/** The field whose values fill it. */
const SOURCE = "score";
const RELEASE_SLOT = `
  update crm.slot_assignments set state = 'releasing', backfill_after = null, pass = 1, touched_rows = 0
  where tenant_id = $1 and entity_type = $2 and slot = $3`;
const FREE_SLOT = "delete from crm.slot_assignments where tenant_id = $1 and entity_type = $2 and slot = $3";
// Which field it is given to matters to nobody here, only that this one has no slot yet.
const ASSIGN_SLOT = `
  insert into crm.slot_assignments (tenant_id, entity_type, slot, field_id, field_key, state, total_rows)
  select f.tenant_id, f.entity_type, $3, f.field_id, $4, 'building',
    (select count(*) from crm.records r where r.tenant_id = $1 and r.entity_type = $2)
  from crm.custom_field_definitions f where f.tenant_id = $1 and f.entity_type = $2 and f.key = 'plain_1'
  returning total_rows::int as total_rows`;
const WARM_UP = 30;
const QUIET_LISTS = 200;
/** Lists come at a fixed pace, as those of some hundred people do: a reader without a pause would be a load test with a core of its own. */
const PACE_MS = 40;

/** Who indexes, and who reads meanwhile. */
export type BackfillParts = {
  readonly admin: pg.ClientBase;
  readonly worker: Database;
  readonly app: Database;
  readonly indexing: Principal;
  readonly reading: Principal;
};

/** Records a second of a slot's backfill with a writer's trigger at work, and what another tenant's lists take meanwhile, 25 a second. */
export async function measureBackfill(parts: BackfillParts): Promise<BackfillTimes> {
  const total = await beginBackfill(parts);
  const list = lister(parts);
  await list(WARM_UP);
  const before = await list(QUIET_LISTS);
  const state = { running: true };
  const startedAt = performance.now();
  const filling = fill(parts).finally(() => (state.running = false));
  const during: number[] = [];
  while (state.running) during.push(...(await list(1)));
  await filling;
  const seconds = (performance.now() - startedAt) / 1000;
  const after = await list(QUIET_LISTS);
  const quiet = percentile([...before, ...after], 0.95);
  const busy = percentile(during, 0.95);
  say(`${total} records in ${seconds.toFixed(1)} s; lists p95 ${quiet.toFixed(2)} and ${busy.toFixed(2)} ms`);
  return { recordsPerSecond: total / seconds, otherTenantRatio: busy / quiet };
}

/** What a backfill showed: records a second, and p95 of another tenant's lists during it to that before and after. */
export type BackfillTimes = { readonly recordsPerSecond: number; readonly otherTenantRatio: number };

/** The figures of a tenant's first indexed field, and of one that comes to six others. */
export function backfillFigures(first: BackfillTimes, seventh: BackfillTimes): readonly Figure[] {
  return [
    { metric: "backfill_records_per_s", value: first.recordsPerSecond, unit: "1/s" },
    { metric: "backfill_seventh_field_records_per_s", value: seventh.recordsPerSecond, unit: "1/s" },
    {
      metric: "backfill_other_tenant_p95_ratio",
      value: Math.max(first.otherTenantRatio, seventh.otherTenantRatio),
      unit: "times",
    },
  ];
}

async function fill({ worker, indexing }: BackfillParts): Promise<void> {
  const { tenantId, principalId } = indexing;
  const { signal } = new AbortController();
  const ended = await runBackfill(worker, { tenantId, principalId, entityType: ENTITY_TYPE, slot: SLOT, signal });
  if (ended !== "done") throw new Error("The backfill did not end");
}

/** Assigns the slot, emptied of what an earlier bench left there: every record has to be changed. Gives how many there are. */
async function beginBackfill(parts: BackfillParts): Promise<number> {
  const slot = [parts.indexing.tenantId, ENTITY_TYPE, SLOT];
  const released = await asTenant(parts, (admin) => admin.query(RELEASE_SLOT, slot));
  if (released.rowCount === 1) await fill(parts);
  await parts.admin.query("vacuum crm.records_custom");
  return await asTenant(parts, async (admin) => {
    await admin.query(FREE_SLOT, slot);
    const assigned = await admin.query<{ total_rows: number }>(ASSIGN_SLOT, [...slot, SOURCE]);
    return assigned.rows[0]?.total_rows ?? 0;
  });
}

/** The triggers of the slot map and of the metadata's version need the tenant's context. */
async function asTenant<T>({ admin, indexing }: BackfillParts, work: (admin: pg.ClientBase) => Promise<T>): Promise<T> {
  await admin.query("begin");
  await admin.query("select vault.open_tenant($1)", [indexing.tenantId]);
  const done = await work(admin);
  await admin.query("commit");
  return done;
}

function lister({ app, reading }: BackfillParts): (times: number) => Promise<readonly number[]> {
  const records = benchRecordService();
  const input = ListRecordsInput.parse({ entityType: ENTITY_TYPE });
  let nextAt = 0;
  return async (times) => {
    const samples: number[] = [];
    for (let turn = 0; turn < times; turn += 1) {
      await delay(Math.max(0, nextAt - performance.now()));
      nextAt = Math.max(nextAt + PACE_MS, performance.now());
      const startedAt = performance.now();
      await withTenant(app, reading, (tx) => records.list(tx, input));
      samples.push(performance.now() - startedAt);
    }
    return samples;
  };
}
