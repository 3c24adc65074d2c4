import type { Principal } from "@catalyst/contracts";
import type pg from "pg";
import { type Figure, percentile, say } from "../figure.ts";
import { queueRuns } from "./load-runs.ts";
import { dbosStepsPerSecond, makeDbosDatabase } from "./measure-dbos.ts";
import { ROUNDS, STEPS_PER_RUN, STEPS_RUNS, WARM_UP_RUNS } from "./plan.ts";
import { SHORTEST_S, type Site, untilOpen } from "./site.ts";
import { counted, countFromNow } from "./statements.ts";

const DRAIN_TIMEOUT_MS = 300_000;
const QUEUED_RUNS = WARM_UP_RUNS + STEPS_RUNS;

/**
 * Steps a second beside DBOS, round by round, as the median of the ratios, and what a step costs the database. Runs wait
 * before our worker starts; neither its start nor its first runs are measured, as those of DBOS are not.
 */
export async function measureSteps(site: Site, principal: Principal): Promise<readonly Figure[]> {
  const dbosUrl = await makeDbosDatabase(site.server);
  await site.services.stopWorker();
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await queueRuns(site, principal, { from: round * QUEUED_RUNS, count: QUEUED_RUNS });
    await countFromNow(site.admin);
    const ours = await drain(site, principal);
    const dbos = await dbosStepsPerSecond(dbosUrl);
    say(`Steps a second: ours ${ours.toFixed(0)}, DBOS ${dbos.toFixed(0)}`);
    ratios.push(ours / dbos);
  }
  const { all, statements, commits } = await counted(site.admin);
  const steps = QUEUED_RUNS * STEPS_PER_RUN;
  return [
    { metric: "steps_ratio_to_dbos", value: percentile(ratios, 0.5), unit: "times" },
    { metric: "statements_per_db_step", value: statements / steps, unit: "statements" },
    { metric: "statements_with_begin_commit_per_db_step", value: all / steps, unit: "statements" },
    { metric: "commits_per_db_step", value: commits / steps, unit: "commits" },
  ];
}

async function drain(site: Site, principal: Principal): Promise<number> {
  const startedAt = new Date();
  site.services.startWorker();
  await untilOpen(site.admin, principal, { left: 0, withinMs: DRAIN_TIMEOUT_MS });
  await site.services.stopWorker();
  return await stepsPerSecond(site.admin, principal, startedAt);
}

async function stepsPerSecond(admin: pg.ClientBase, principal: Principal, since: Date): Promise<number> {
  const result = await admin.query<{ runs: number; steps: number; seconds: number }>(
    `with ended as (
       select e.at, row_number() over (order by e.at) as place, s.steps
       from crm.workflow_runs r cross join lateral (select pg_xact_commit_timestamp(r.xmin) as at) e cross join lateral (
         select count(*) filter (where s.status = 'done') as steps from crm.workflow_run_steps s
         where s.tenant_id = r.tenant_id and s.run_month = r.run_month and s.run_id = r.run_id) s
       where r.tenant_id = $1 and r.ended_at >= $2 and r.status = 'completed')
     select count(*)::int as runs, coalesce(sum(steps), 0)::int as steps,
       greatest(${SHORTEST_S}, extract(epoch from max(at) - min(at) filter (where place >= $3)))::float8 as seconds from ended`,
    [principal.tenantId, since, WARM_UP_RUNS],
  );
  const [ended] = result.rows;
  if (ended?.runs !== QUEUED_RUNS || ended.steps !== QUEUED_RUNS * STEPS_PER_RUN)
    throw new Error(`Of ${QUEUED_RUNS} runs ${ended?.runs} completed, in ${ended?.steps} steps`);
  return (STEPS_RUNS * STEPS_PER_RUN) / ended.seconds;
}
