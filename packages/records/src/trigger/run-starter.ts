import { RunId, type WorkflowGraph } from "@catalyst/contracts";
import { TENANT_RUN_LIMIT, type TenantTransaction } from "@catalyst/db";
import {
  chainPosition,
  matchTriggers,
  refuseLoop,
  ROOT_RUN_LIMIT,
  startRun,
  type ChainPosition,
  type RunStart,
} from "@catalyst/workflow-engine";
import type { RecordPorts } from "../ports.ts";
import { versionGraphs, type VersionGraphs } from "./version-graphs.ts";

/** What starting runs needs of the world. */
export type RunStarterPorts = {
  /** Enqueues one wake-up for each run, in the same transaction. */
  wakeRuns(tx: TenantTransaction, runIds: readonly RunId[], priority: number): Promise<void>;
  newId(): string;
  /** ISO 8601 in UTC: what `now` is in a trigger's condition. */
  now(): string;
};

const COUNT_ROOT_RUNS = `
  select count(*)::int as count from (select 1 from crm.workflow_runs where tenant_id = $1 and root_id = $2 limit ${ROOT_RUN_LIMIT}) counted`;

/*
 * A change starts a workflow once, whatever delivers it twice: the trigger key is unique. A run that must not start is
 * kept as failed, so that somebody sees it. Priority falls with the tenant's open runs, which are counted, never kept;
 * over the limit a run waits without a job until the sweeper admits it.
 */
const INSERT_RUNS = `
  with input as (
    select * from jsonb_to_recordset($2::jsonb) as i(run_id uuid, root_id uuid, depth int, workflow_id uuid, version_id uuid, min_engine int,
      trigger_key text, state jsonb, trigger jsonb, entity_type text, record_id uuid, problem text)),
  place as materialized (select date_trunc('month', now() at time zone 'UTC')::date as run_month, -o.open as priority,
    case when o.open >= ${TENANT_RUN_LIMIT} then 'queued' else 'runnable' end as status from (select engine.open_runs() as open) o),
  runs as (
    insert into crm.workflow_runs (tenant_id, run_id, run_month, workflow_id, version_id, trigger_key, state, status, trigger,
      principal_id, root_id, depth, entity_type, record_id, detail, ended_at)
    select $1, i.run_id, m.run_month, i.workflow_id, i.version_id, i.trigger_key, i.state, case when i.problem is null then m.status else 'failed' end,
      i.trigger, $3, i.root_id, i.depth, i.entity_type, i.record_id, i.problem, case when i.problem is not null then now() end
    from input i cross join place m
    on conflict (tenant_id, workflow_id, trigger_key) do nothing
    returning run_id, status),
  queued as (
    insert into engine.run_queue (run_id, tenant_id, principal_id, run_month, status, priority, min_engine)
    select i.run_id, $1, $3, m.run_month, r.status, m.priority, i.min_engine
    from input i join runs r on r.run_id = i.run_id cross join place m where r.status <> 'failed')
  select r.run_id, m.priority from runs r cross join place m where r.status = 'runnable'`;

/**
 * Makes the port that starts runs: matches changes with the tenant's live triggers, then inserts run, queue row and
 * wake-up beside the change, so that all commit together or none does.
 */
export function createRunStarter(ports: RunStarterPorts): RecordPorts["startRuns"] {
  const graphs = versionGraphs();
  return async (tx, changes) => {
    if (changes.triggers.length === 0) return;
    const now = ports.now();
    const starts = changes.changes.flatMap((change) => matchTriggers(change, changes.triggers, now));
    if (starts.length === 0) return;
    await insertRuns(tx, { ports, graphs }, { starts, position: chainPosition(changes.reason) });
  };
}

type Starting = { readonly starts: readonly RunStart[]; readonly position: ChainPosition };

async function insertRuns(
  tx: TenantTransaction,
  parts: { ports: RunStarterPorts; graphs: VersionGraphs },
  starting: Starting,
): Promise<void> {
  const { starts, position } = starting;
  const graphs = await parts.graphs.load(tx, [...new Set(starts.map((start) => start.versionId))]);
  const loop = refuseLoop(position, await countRootRuns(tx, position));
  const rows = starts.map((start) =>
    toRow(start, { position, loop, runId: parts.ports.newId(), graph: graphs.get(start.versionId) }),
  );
  const result = await tx.query<{ run_id: string; priority: number }>("insert-runs", INSERT_RUNS, [
    tx.principal.tenantId,
    JSON.stringify(rows),
    tx.principal.principalId,
  ]);
  const [first] = result.rows;
  if (first === undefined) return;
  const started = result.rows.map((row) => RunId.parse(row.run_id));
  await parts.ports.wakeRuns(tx, started, first.priority);
}

type NewRun = {
  readonly position: ChainPosition;
  readonly loop: string | null;
  readonly runId: string;
  readonly graph: WorkflowGraph | undefined;
};

function toRow(start: RunStart, run: NewRun): Readonly<Record<string, unknown>> {
  if (run.graph === undefined) throw new Error("Assertion failed: a live trigger's version exists");
  return {
    run_id: run.runId,
    root_id: run.position.rootId ?? run.runId,
    depth: run.position.depth,
    workflow_id: start.workflowId,
    version_id: start.versionId,
    min_engine: start.minEngine,
    trigger_key: start.triggerKey,
    state: startRun(run.graph),
    trigger: start.change,
    entity_type: start.change.entityType,
    record_id: start.change.recordId,
    problem: start.problem ?? run.loop,
  };
}

async function countRootRuns(tx: TenantTransaction, position: ChainPosition): Promise<number> {
  if (position.rootId === null) return 0;
  const result = await tx.query<{ count: number }>("count-root-runs", COUNT_ROOT_RUNS, [
    tx.principal.tenantId,
    position.rootId,
  ]);
  return result.rows[0]?.count ?? 0;
}
