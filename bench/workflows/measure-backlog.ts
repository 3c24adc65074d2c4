import type { Principal } from "@catalyst/contracts";
import type pg from "pg";
import type { BenchClient } from "../environment/bench-client.ts";
import { type Figure, percentile, say } from "../figure.ts";
import { queueRuns } from "./load-runs.ts";
import { measureStarts } from "./measure-starts.ts";
import { CHANGES, DRAINED_RUNS, ENQUEUED_CHANGES, RUNS_BEFORE } from "./plan.ts";
import { companyIds, SHORTEST_S, type Site, untilOpen } from "./site.ts";

const DRAIN_TIMEOUT_MS = 900_000;

/** The tenant with the queue, the one beside it, and who changes the records of the latter. */
export type BacklogParts = { readonly large: Principal; readonly small: Principal; readonly client: BenchClient };

/** One tenant has 100,000 runs queued: how soon another one's begin, and whether the queue drains as fast at its end as before. */
export async function measureBacklog(site: Site, { large, small, client }: BacklogParts): Promise<readonly Figure[]> {
  const { admin, services } = site;
  await services.stopWorker();
  const startedAt = performance.now();
  await queueRuns(site, large, { from: 0, count: RUNS_BEFORE + DRAINED_RUNS });
  say(`Queued ${RUNS_BEFORE + DRAINED_RUNS} runs in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  services.startWorker();
  await untilOpen(admin, large, { left: RUNS_BEFORE + DRAINED_RUNS - 1, withinMs: DRAIN_TIMEOUT_MS });
  const ids = await companyIds(admin, small, { from: 2 * ENQUEUED_CHANGES + CHANGES, count: CHANGES });
  const starts = await measureStarts(client, admin, { principal: small, ids });
  await sayOpen(admin, large);
  await untilOpen(admin, large, { left: 0, withinMs: DRAIN_TIMEOUT_MS });
  const rates = await drainRates(admin, large);
  const [first, last] = [rates[0], rates.at(-1)];
  if (first === undefined || last === undefined) throw new Error("Assertion failed: there are ten tenths");
  say(`Runs a second, tenth by tenth: ${rates.map((rate) => rate.toFixed(0)).join(" ")}`);
  return [
    { metric: "drain_last_to_first_ratio", value: last / first, unit: "times" },
    { metric: "small_tenant_start_p95_ms", value: percentile(starts.sinceCommit, 0.95), unit: "ms" },
    { metric: "small_tenant_start_from_begin_p95_ms", value: percentile(starts.sinceBegin, 0.95), unit: "ms" },
  ];
}

async function sayOpen(admin: pg.ClientBase, { tenantId }: Principal): Promise<void> {
  const open = await admin.query<{ count: number }>(
    "select count(*)::int as count from engine.run_queue where tenant_id = $1",
    [tenantId],
  );
  say(`After the small tenant's last change ${open.rows[0]?.count} runs are open`);
}

/** Runs a second in each tenth of the last 100,000 to end, those before which the small tenant was measured left out. */
async function drainRates(admin: pg.ClientBase, { tenantId }: Principal): Promise<readonly number[]> {
  const result = await admin.query<{ rate: number }>(
    `with last as (
       select pg_xact_commit_timestamp(xmin) as at from crm.workflow_runs where tenant_id = $1 and status = 'completed'
       order by at desc limit $2),
     tenths as (select at, ntile(10) over (order by at) as tenth from last)
     select (count(*) / greatest(${SHORTEST_S}, extract(epoch from max(at) - min(at))))::float8 as rate
     from tenths group by tenth order by tenth`,
    [tenantId, DRAINED_RUNS],
  );
  return result.rows.map((row) => row.rate);
}
