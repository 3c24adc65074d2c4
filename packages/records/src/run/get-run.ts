import {
  DomainError,
  PrincipalId,
  VersionId,
  type RunDetail,
  type RunId,
  type RunWait,
  type TriggerSnapshot,
  type WorkflowGraph,
} from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { readableRun } from "./readable-run.ts";
import { RUN_COLUMNS, RUN_TABLES, toRunSummary, type RunRow } from "./run-row.ts";
import { toStepRecords, type StepRow } from "./step-records.ts";
import { statementName, visibleRun } from "./visible-run.ts";
import { type StoredDelegation, toDelegations, whoIsAsked } from "./who-is-asked.ts";

/** Rows of the history that a run page shows; the newest when there are more. */
const STEP_LIMIT = 2_000;

type DetailRow = RunRow & {
  readonly run_month: string;
  readonly version_id: string;
  readonly graph: WorkflowGraph;
  readonly principal_id: string | null;
  readonly trigger: TriggerSnapshot;
  readonly cancel_requested: boolean;
  readonly paused: string | null;
};

type WaitRow = {
  readonly wait_id: string;
  readonly step_key: string;
  readonly kind: RunWait["kind"];
  readonly since: string;
  readonly due_at: string | null;
  readonly people: readonly string[] | null;
  readonly delegations: readonly StoredDelegation[];
};
type DelegationRow = { readonly step_key: string; readonly delegations: readonly StoredDelegation[] };

// Primary key (tenant_id, run_month, run_id, seq): one partition, one range.
const STEPS = `
  select * from (
    select seq, step_key, path, attempt, status, input, output, error, idempotency_key, at from crm.workflow_run_steps
    where tenant_id = $1 and run_month = $2 and run_id = $3 order by seq desc limit ${STEP_LIMIT}) newest
  order by seq`;

// Index workflow_waits_open.
const WAITS = `
  select wait_id, step_key, kind, since, due_at, details -> 'people' as people, delegations from crm.workflow_waits
  where tenant_id = $1 and run_id = $2 and resolved_at is null order by due_at nulls last`;

// Index workflow_waits_run.
const DELEGATIONS = `
  select step_key, delegations from crm.workflow_waits
  where tenant_id = $1 and run_id = $2 and delegations <> '[]' order by since, wait_id`;

/** Everything of one run. @throws DomainError `not_found`, also for a run of a record that the caller may not see. */
export async function getRun(tx: TenantTransaction, runId: RunId): Promise<RunDetail> {
  const row = await loadRun(tx, runId);
  const { tenantId } = tx.principal;
  const steps = await tx.query<StepRow>("run-steps", STEPS, [tenantId, row.run_month, runId]);
  const waits = await tx.query<WaitRow>("run-waits", WAITS, [tenantId, runId]);
  const handed = await tx.query<DelegationRow>("run-delegations", DELEGATIONS, [tenantId, runId]);
  return readableRun(tx, {
    ...toRunSummary(row),
    versionId: VersionId.parse(row.version_id),
    graph: row.graph,
    principalId: row.principal_id === null ? null : PrincipalId.parse(row.principal_id),
    trigger: row.trigger,
    steps: toStepRecords(steps.rows),
    waits: describeWaits(row, steps.rows, waits.rows),
    delegations: handed.rows.flatMap(({ step_key: stepKey, delegations }) =>
      toDelegations(delegations).map((delegation) => ({ stepKey, ...delegation })),
    ),
    cancelRequested: row.cancel_requested,
  });
}

function toWait({ wait_id: waitId, step_key: stepKey, kind, since, ...row }: WaitRow): RunWait {
  const wait = { stepKey, kind, since, until: row.due_at };
  if (kind !== "approval" || row.people === null) return wait;
  return { ...wait, approval: { waitId, people: whoIsAsked(row.people, toDelegations(row.delegations)) } };
}

async function loadRun(tx: TenantTransaction, runId: RunId): Promise<DetailRow> {
  const text = `select ${RUN_COLUMNS}, r.run_month, r.version_id, v.graph, r.principal_id, r.trigger, engine.cancel_requested(r.run_id) as cancel_requested, w.paused
    from ${RUN_TABLES} where r.tenant_id = $1 and r.run_id = $2 and ${visibleRun(tx)}`;
  const { rows } = await tx.query<DetailRow>(statementName("get-run", tx), text, [tx.principal.tenantId, runId]);
  const row = rows[0];
  if (row === undefined) throw new DomainError("not_found", "There is no such run.");
  return row;
}

/** A run that has not ended always waits for something: a time, admission, or a worker that is free. */
function describeWaits(row: DetailRow, steps: readonly StepRow[], waits: readonly WaitRow[]): readonly RunWait[] {
  switch (row.status) {
    case "completed":
    case "failed":
    case "cancelled":
    case "quarantined":
      return [];
    case "waiting":
      if (waits.length === 0) return [restOf(row)];
      return waits.map(toWait);
    case "queued":
      return [{ stepKey: null, kind: queueOf(row), since: row.started_at, until: null }];
    case "runnable":
    case "running":
      return [{ stepKey: null, kind: "worker", since: steps.at(-1)?.at ?? row.started_at, until: null }];
  }
}

/** A run that has not begun rests until its record was quiet for so long. */
function restOf(row: DetailRow): RunWait {
  const seconds = row.graph.trigger.config.limits?.debounceSeconds;
  const since = row.started_at;
  const until = seconds === undefined ? null : new Date(Date.parse(since) + seconds * 1_000).toISOString();
  return { stepKey: null, kind: "debounce", since, until };
}

/** What a queued run waits for: its workflow to go on, its lane, or a free place of the tenant. */
function queueOf(row: DetailRow): RunWait["kind"] {
  if (row.paused !== null) return "paused";
  return row.graph.trigger.config.limits?.atOnce === undefined ? "admission" : "lane";
}
