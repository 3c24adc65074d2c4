import {
  DomainError,
  type RunId,
  type StepKey,
  type TriggerSnapshot,
  type VersionId,
  type WorkflowGraph,
  type WorkflowId,
} from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { forkAtFailure, forkAtStep, type RunState } from "@catalyst/workflow-engine";
import { insertRuns, type InsertedRun, type RunInserter } from "../trigger/insert-runs.ts";
import { statementName, visibleRun } from "./visible-run.ts";

/** How an ended run is tried again, as a new run. */
export type RunRetry = {
  readonly runId: RunId;
  /** Null: where it failed. */
  readonly fromStep: StepKey | null;
  /** Its own version, or the workflow's live one. */
  readonly version: "same" | "live";
};

type EndedRow = {
  readonly workflow_id: WorkflowId;
  readonly version_id: VersionId;
  readonly graph: WorkflowGraph;
  readonly min_engine: number;
  readonly live_id: VersionId | null;
  readonly live_graph: WorkflowGraph | null;
  readonly live_engine: number | null;
  readonly state: RunState;
  readonly trigger: TriggerSnapshot;
  readonly root_id: string;
  readonly depth: number;
  readonly ended_at: string | null;
  readonly retries: number;
};

const LOAD = `
  select r.workflow_id, r.version_id, v.graph, v.min_engine, l.version_id as live_id, l.graph as live_graph, l.min_engine as live_engine,
    r.state, r.trigger, r.root_id, r.depth, r.ended_at,
    (select count(*)::int from crm.workflow_runs again where again.tenant_id = $1 and again.retry_of = $2) as retries
  from crm.workflow_runs r
  join crm.workflows w on w.tenant_id = $1 and w.workflow_id = r.workflow_id
  join crm.workflow_versions v on v.tenant_id = $1 and v.version_id = r.version_id
  left join crm.workflow_versions l on l.tenant_id = $1 and l.version_id = w.live_version_id
  where r.tenant_id = $1 and r.run_id = $2 and r.parent_run_id is null`;

/** Failed runs that one call repairs at most. */
export const REPAIR_LIMIT = 200;

/**
 * Tries an ended run again as a new run, in the name of who asks; the old one stays as it is. What it had done stays done.
 * @throws DomainError `not_found`, `conflict` with the reason why it can't be gone on with
 */
export async function retryRun(tx: TenantTransaction, inserter: RunInserter, retry: RunRetry): Promise<InsertedRun> {
  const row = await loadEnded(tx, retry.runId);
  const target = targetOf(row, retry);
  const fork = { state: row.state, from: row.graph, to: target.graph };
  const forked = retry.fromStep === null ? forkAtFailure(fork) : forkAtStep(fork, retry.fromStep);
  if (!forked.ok) throw new DomainError("conflict", forked.reason);
  const { versionId, minEngine } = target;
  const [run] = await insertRuns(tx, inserter, {
    starts: [
      {
        workflowId: row.workflow_id,
        versionId,
        minEngine,
        // The count makes two people who retry at the same moment start one run.
        triggerKey: `retry:${retry.runId}:${row.retries + 1}`,
        trigger: row.trigger,
        problem: null,
        state: forked.state,
        parentRunId: null,
        retryOf: retry.runId,
      },
    ],
    position: { rootId: row.root_id, depth: row.depth },
  });
  if (run === undefined)
    throw new DomainError("conflict", "Somebody else tries this run again already, or its workflow takes no runs now.");
  return run;
}

/** What came of one of many runs that were to be tried again. */
export type RepairOutcome = {
  readonly runId: RunId;
  readonly retriedAs: RunId | null;
  readonly problem: string | null;
};

/** Tries many runs again, each for itself: one that can't be costs the others nothing. */
export async function repairRuns(
  tx: TenantTransaction,
  inserter: RunInserter,
  repair: { readonly runIds: readonly RunId[]; readonly version: RunRetry["version"] },
): Promise<readonly RepairOutcome[]> {
  if (repair.runIds.length > REPAIR_LIMIT)
    throw new DomainError("bad_request", `${REPAIR_LIMIT} runs can be tried again at once.`);
  const outcomes: RepairOutcome[] = [];
  for (const runId of new Set(repair.runIds)) {
    try {
      const run = await retryRun(tx, inserter, { runId, fromStep: null, version: repair.version });
      outcomes.push({ runId, retriedAs: run.runId, problem: run.problem });
    } catch (error) {
      if (!(error instanceof DomainError) || (error.code !== "conflict" && error.code !== "not_found")) throw error;
      outcomes.push({ runId, retriedAs: null, problem: error.message });
    }
  }
  return outcomes;
}

async function loadEnded(tx: TenantTransaction, runId: RunId): Promise<EndedRow> {
  const text = `${LOAD} and ${visibleRun(tx)}`;
  const { rows } = await tx.query<EndedRow>(statementName("load-ended-run", tx), text, [tx.principal.tenantId, runId]);
  const row = rows[0];
  if (row === undefined) throw new DomainError("not_found", "There is no such run.");
  if (row.ended_at === null) throw new DomainError("conflict", "This run has not ended yet.");
  return row;
}

type Target = { readonly versionId: VersionId; readonly graph: WorkflowGraph; readonly minEngine: number };

function targetOf(row: EndedRow, retry: RunRetry): Target {
  if (retry.version === "same") return { versionId: row.version_id, graph: row.graph, minEngine: row.min_engine };
  const { live_id: versionId, live_graph: graph, live_engine: minEngine } = row;
  if (versionId === null || graph === null || minEngine === null)
    throw new DomainError("conflict", "The workflow has no live version.");
  return { versionId, graph, minEngine };
}
