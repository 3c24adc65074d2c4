import { setTimeout as delay } from "node:timers/promises";
import type { Principal } from "@catalyst/contracts";
import type pg from "pg";
import type { BenchClient } from "../environment/bench-client.ts";
import { untilOpen } from "./site.ts";

/** Between two changes the worker is idle for a while, each time another: none of its timers may always fit. */
const pauseMs = (index: number): number => 50 + ((index * 37) % 200);
const WARM_UP = 3;
const TIMEOUT_MS = 60_000;

/** Milliseconds until the commit of a run's first step, by the database's clock: from the commit of the change, and from the beginning of its transaction. */
export type Starts = { readonly sinceCommit: readonly number[]; readonly sinceBegin: readonly number[] };

/** Changes companies over HTTP, one after the other, each for the first time; how soon the run of each took its first step. */
export async function measureStarts(
  client: BenchClient,
  admin: pg.ClientBase,
  { principal, ids }: { readonly principal: Principal; readonly ids: readonly string[] },
): Promise<Starts> {
  const since = new Date();
  for (const [index, id] of ids.entries()) {
    await delay(pauseMs(index));
    await client.mutate("records.update", {
      entityType: "companies",
      id,
      version: 1,
      fields: { city: `Start ${index}` },
    });
  }
  await untilOpen(admin, principal, { left: 0, withinMs: TIMEOUT_MS });
  const result = await admin.query<{ since_commit: number; since_begin: number }>(
    `select (extract(epoch from s.at - pg_xact_commit_timestamp(c.xmin)) * 1000)::float8 as since_commit,
       (extract(epoch from s.at - r.started_at) * 1000)::float8 as since_begin
     from crm.workflow_runs r
     cross join lateral (select min(pg_xact_commit_timestamp(s.xmin)) as at from crm.workflow_run_steps s
       where s.tenant_id = r.tenant_id and s.run_month = r.run_month and s.run_id = r.run_id) s
     join crm.audit_log c on c.tenant_id = r.tenant_id and c.record_id = r.record_id and c.reason_kind <> 'workflow_run'
     where r.tenant_id = $1 and r.started_at >= $2 order by r.started_at`,
    [principal.tenantId, since],
  );
  if (result.rows.length !== ids.length) throw new Error(`Of ${ids.length} changes ${result.rows.length} started runs`);
  const rows = result.rows.slice(WARM_UP);
  return { sinceCommit: rows.map((row) => row.since_commit), sinceBegin: rows.map((row) => row.since_begin) };
}
