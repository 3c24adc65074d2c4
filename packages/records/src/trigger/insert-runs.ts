import { RunId, type RunStatus, type TriggerSnapshot, type WorkflowGraph } from "@catalyst/contracts";
import { insertWakeUps, TENANT_RUN_LIMIT, type TenantTransaction } from "@catalyst/db";
import {
  type ChainPosition,
  laneKey,
  refuseLoop,
  ROOT_RUN_LIMIT,
  type RunState,
  startRun,
} from "@catalyst/workflow-engine";
import type { VersionGraphs } from "./version-graphs.ts";

/** What starting runs needs of the world. */
export type RunStarterPorts = {
  /** Tells workers, after the COMMIT, that there are runs. */
  readonly wakeWorkers: (tx: TenantTransaction) => void;
  newId(): string;
  /** ISO 8601 in UTC: what `now` is in a trigger's condition. */
  now(): string;
};

/** A run to insert. `problem`: it must not start, and is kept as failed, so that somebody sees it. */
export type NewRun = {
  readonly workflowId: string;
  readonly versionId: string;
  readonly minEngine: number;
  readonly triggerKey: string;
  readonly trigger: TriggerSnapshot;
  readonly problem: string | null;
  /** Null: the state that a triggered run begins with. */
  readonly state: RunState | null;
  /** The run that wants to hear how this one ends. */
  readonly parentRunId: string | null;
  /** The failed run that this one tries again. */
  readonly retryOf?: string;
};

/** A run that was inserted. */
export type InsertedRun = { readonly runId: RunId; readonly status: RunStatus; readonly problem: string | null };

/** What inserting works with. */
export type RunInserter = { readonly ports: RunStarterPorts; readonly graphs: VersionGraphs };

const COUNT_ROOT_RUNS = `
  select count(*)::int as count from (select 1 from crm.workflow_runs where tenant_id = $1 and root_id = $2 limit ${ROOT_RUN_LIMIT}) counted`;

/*
 * A change starts a workflow once, whatever delivers it twice: the trigger key is unique. Priority falls with the tenant's
 * open runs, which are counted, never kept; over the limit a run waits without a job until the sweeper admits it, as it
 * does in a lane and while its workflow is paused. Shares of a loop are no new runs to anybody but the engine. `offset 0`: a
 * subquery that is pulled up counts once for each column that reads it.
 */
const INSERT_RUNS = `
  with input as (
    select i.*, (i.parent_run_id is null and w.paused = 'queue') is true as held
    from jsonb_to_recordset($2::jsonb) as i(run_id uuid, root_id uuid, depth int, workflow_id uuid, version_id uuid, min_engine int,
      trigger_key text, state jsonb, trigger jsonb, entity_type text, record_id uuid, problem text, parent_run_id uuid,
      retry_of uuid, lane text, lane_limit int, debounce_seconds int)
    join crm.workflows w on w.tenant_id = $1 and w.workflow_id = i.workflow_id
    where i.parent_run_id is not null or w.paused is distinct from 'drop'),
  place as materialized (select date_trunc('month', now() at time zone 'UTC')::date as run_month, -o.open as priority,
    o.open >= ${TENANT_RUN_LIMIT} as is_full from (select engine.open_runs() as open offset 0) o),
  runs as (
    insert into crm.workflow_runs (tenant_id, run_id, run_month, workflow_id, version_id, trigger_key, state, status, trigger,
      principal_id, root_id, depth, entity_type, record_id, detail, ended_at, parent_run_id, retry_of, debounced)
    select $1, i.run_id, m.run_month, i.workflow_id, i.version_id, i.trigger_key, i.state,
      case when i.problem is not null then 'failed' when i.held or i.lane is not null or m.is_full then 'queued'
        when i.debounce_seconds is not null then 'waiting' else 'runnable' end,
      i.trigger, $3, i.root_id, i.depth, i.entity_type, i.record_id, i.problem, case when i.problem is not null then now() end,
      i.parent_run_id, i.retry_of, i.debounce_seconds is not null
    from input i cross join place m
    on conflict (tenant_id, workflow_id, trigger_key) do nothing
    returning run_id, status),
  queued as (
    insert into engine.run_queue (run_id, tenant_id, principal_id, run_month, status, priority, min_engine, workflow_id, held, lane, lane_limit, wake_at)
    select i.run_id, $1, $3, m.run_month, r.status, m.priority, i.min_engine, i.workflow_id, i.held, hashtextextended($1::text || i.lane, 5),
      i.lane_limit, case when r.status = 'waiting' then now() + make_interval(secs => i.debounce_seconds) end
    from input i join runs r on r.run_id = i.run_id cross join place m where r.status <> 'failed'),
  begun as (select r.run_id, m.priority from runs r cross join place m where r.status = 'runnable'),
  woken as (${insertWakeUps("begun")})
  select r.run_id, r.status, i.problem from runs r join input i on i.run_id = r.run_id`;

type InsertedRow = { readonly run_id: string; readonly status: RunStatus; readonly problem: string | null };

/** Inserts runs, their queue rows and wake-ups in the caller's transaction; those that had started before are left out. */
export async function insertRuns(
  tx: TenantTransaction,
  inserter: RunInserter,
  runs: { readonly starts: readonly NewRun[]; readonly position: ChainPosition },
): Promise<readonly InsertedRun[]> {
  const { starts, position } = runs;
  const graphs = await inserter.graphs.load(tx, [...new Set(starts.map((start) => start.versionId))]);
  const loop = refuseLoop(position, await countRootRuns(tx, position));
  const rows = starts.map((start) =>
    toRow(start, { position, loop, runId: inserter.ports.newId(), graph: graphs.get(start.versionId) }),
  );
  const { tenantId, principalId } = tx.principal;
  const inserted = await tx.query<InsertedRow>("insert-runs", INSERT_RUNS, [
    tenantId,
    JSON.stringify(rows),
    principalId,
  ]);
  if (inserted.rows.some((row) => row.status === "runnable")) inserter.ports.wakeWorkers(tx);
  return inserted.rows.map(({ run_id: runId, status, problem }) => ({ runId: RunId.parse(runId), status, problem }));
}

type Placed = {
  readonly position: ChainPosition;
  readonly loop: string | null;
  readonly runId: string;
  readonly graph: WorkflowGraph | undefined;
};

function toRow(start: NewRun, placed: Placed): Readonly<Record<string, unknown>> {
  const { position, loop, runId, graph } = placed;
  if (graph === undefined) throw new Error("Assertion failed: a live trigger's version exists");
  return {
    run_id: runId,
    root_id: position.rootId ?? runId,
    depth: position.depth,
    workflow_id: start.workflowId,
    version_id: start.versionId,
    min_engine: start.minEngine,
    trigger_key: start.triggerKey,
    state: start.state ?? startRun(graph),
    trigger: start.trigger,
    entity_type: start.trigger.entityType,
    record_id: start.trigger.recordId,
    problem: start.problem ?? loop,
    parent_run_id: start.parentRunId,
    retry_of: start.retryOf ?? null,
    ...(start.parentRunId === null ? limitsOf(start, graph) : {}),
  };
}

/** The lane that a run goes in, and how long it rests before it begins. A key that can't be computed counts as empty. */
function limitsOf(start: NewRun, graph: WorkflowGraph): Readonly<Record<string, unknown>> {
  const { limits } = graph.trigger.config;
  if (limits === undefined) return {};
  const { atOnce, key, debounceSeconds } = limits;
  const lane =
    atOnce === undefined ? null : `${start.workflowId} ${key === undefined ? "" : laneKey(key, start.trigger)}`;
  const rests = debounceSeconds !== undefined && start.trigger.recordId !== null && atOnce === undefined;
  return { lane, lane_limit: atOnce ?? null, debounce_seconds: rests ? debounceSeconds : null };
}

async function countRootRuns(tx: TenantTransaction, position: ChainPosition): Promise<number> {
  if (position.rootId === null) return 0;
  const values = [tx.principal.tenantId, position.rootId];
  return (await tx.query<{ count: number }>("count-root-runs", COUNT_ROOT_RUNS, values)).rows[0]?.count ?? 0;
}
