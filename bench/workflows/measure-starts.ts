import { setTimeout as delay } from "node:timers/promises";
import type { Principal } from "@catalyst/contracts";
import type pg from "pg";
import type { BenchClient } from "../environment/bench-client.ts";
import { untilOpen } from "./site.ts";

/** Between two changes the worker is idle for a while, each time another: none of its timers may always fit. */
const pauseMs = (index: number): number => 50 + ((index * 37) % 200);
const WARM_UP = 3;
const TIMEOUT_MS = 60_000;

/**
 * Changes companies over HTTP, one after the other. For each, milliseconds from the beginning of the transaction that
 * changed it to the commit of its run's first step, both by the database's clock.
 */
export async function measureStarts(
  client: BenchClient,
  admin: pg.ClientBase,
  { principal, ids }: { readonly principal: Principal; readonly ids: readonly string[] },
): Promise<readonly number[]> {
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
  const result = await admin.query<{ ms: number }>(
    `select (extract(epoch from min(pg_xact_commit_timestamp(s.xmin)) - r.started_at) * 1000)::float8 as ms
     from crm.workflow_runs r
     join crm.workflow_run_steps s on s.tenant_id = r.tenant_id and s.run_month = r.run_month and s.run_id = r.run_id
     where r.tenant_id = $1 and r.started_at >= $2 group by r.run_id, r.started_at order by r.started_at`,
    [principal.tenantId, since],
  );
  if (result.rows.length !== ids.length) throw new Error(`Of ${ids.length} changes ${result.rows.length} started runs`);
  return result.rows.slice(WARM_UP).map((row) => row.ms);
}
