import type { Principal } from "@catalyst/contracts";
import { TENANT_RUN_LIMIT } from "@catalyst/db";
import { withChanges } from "./change-records.ts";
import { companyIds, type Site } from "./site.ts";

/*
 * $1 the run that is copied, $2 first company, $3 how many. All that the product wrote for that run, with ids of its own
 * and another company; queued, as runs above the tenant's limit are, with the priority that falls with the open runs.
 */
const COPY_RUN = `
  with source as materialized (
    select t as run, q as place, c.id as record_id, uuidv7() as run_id, row_number() over () as open from crm.workflow_runs t
    join engine.run_queue q on q.run_id = t.run_id
    cross join lateral (
      select id from crm.records_companies where tenant_id = t.tenant_id order by id offset $2 limit $3) c
    where t.run_id = $1),
  runs as (
    insert into crm.workflow_runs
    select n.* from source s cross join lateral jsonb_populate_record(s.run, jsonb_build_object('run_id', s.run_id,
      'root_id', s.run_id, 'record_id', s.record_id, 'status', 'queued', 'trigger_key', (s.run).trigger_key || ':' || s.run_id,
      'trigger', jsonb_set((s.run).trigger, '{recordId}', to_jsonb(s.record_id)))) n)
  insert into engine.run_queue
  select n.* from source s cross join lateral jsonb_populate_record(s.place, jsonb_build_object('run_id', s.run_id,
    'status', 'queued', 'priority', -least(s.open, ${TENANT_RUN_LIMIT}), 'created_at', clock_timestamp())) n`;

/** Queues runs, one for each company from the `from`th on: the product starts the first, the others are its copies. */
export async function queueRuns(
  site: Site,
  principal: Principal,
  { from, count }: { readonly from: number; readonly count: number },
): Promise<void> {
  const { admin, kept } = site;
  const [id] = await companyIds(admin, principal, { from, count: 1 });
  if (id === undefined) throw new Error("Assertion failed: there is a company");
  await withChanges(kept, principal, (change) => change(id, "city", `Queued ${from} of ${new Date().toISOString()}`));
  const started = await admin.query<{ run_id: string }>(
    "select run_id from crm.workflow_runs where tenant_id = $1 and record_id = $2 and ended_at is null",
    [principal.tenantId, id],
  );
  // Foreign keys of copies hold by themselves; checking them is most of the time.
  await admin.query("set session_replication_role = replica");
  await admin.query(COPY_RUN, [started.rows[0]?.run_id, from + 1, count - 1]);
  await admin.query("set session_replication_role = origin");
  await admin.query("vacuum (analyze) crm.workflow_runs, engine.run_queue");
}
