import { DomainError, RunId, VersionId, type WorkflowGraph } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import type { ChildStart, ClaimedRun, LoadedRun } from "@catalyst/workflow-engine";
import { insertRuns, type RunInserter } from "./insert-runs.ts";

/** The run whose step starts another one. */
export type ParentRun = { readonly claim: ClaimedRun; readonly run: LoadedRun };

type LiveRow = { readonly version_id: string; readonly min_engine: number; readonly graph: WorkflowGraph };

const LIVE_VERSION = `
  select v.version_id, v.min_engine, v.graph from crm.workflows w
  join crm.workflow_versions v on v.tenant_id = w.tenant_id and v.version_id = w.live_version_id
  where w.tenant_id = $1 and w.workflow_id = $2 and w.enabled`;
const PINNED = "select min_engine from crm.workflow_versions where tenant_id = $1 and version_id = $2";

/** Starts a run that a step asks for, in the step's transaction. @throws DomainError where the workflow can't be called */
export async function startChildRun(
  tx: TenantTransaction,
  inserter: RunInserter,
  asked: { readonly start: ChildStart; readonly parent: ParentRun },
): Promise<{ readonly runId: RunId; readonly problem: string | null }> {
  const { start, parent } = asked;
  const version = await versionOf(tx, start, parent.run);
  const { triggerKey, trigger, state } = start;
  const parentRunId = start.reportsBack ? parent.claim.runId : null;
  const [inserted] = await insertRuns(tx, inserter, {
    starts: [{ ...version, triggerKey, trigger, state, parentRunId, problem: null }],
    position: { rootId: parent.run.rootId, depth: parent.run.depth + (start.workflowId === null ? 0 : 1) },
  });
  if (inserted === undefined) throw new Error("Assertion failed: a step starts its run once");
  return inserted;
}

type Version = { readonly workflowId: string; readonly versionId: VersionId; readonly minEngine: number };

async function versionOf(tx: TenantTransaction, start: ChildStart, parent: LoadedRun): Promise<Version> {
  const { tenantId } = tx.principal;
  if (start.workflowId === null) {
    const { rows } = await tx.query<{ min_engine: number }>("pinned-version", PINNED, [tenantId, parent.versionId]);
    return { workflowId: parent.workflowId, versionId: parent.versionId, minEngine: rows[0]?.min_engine ?? 1 };
  }
  const { rows } = await tx.query<LiveRow>("live-version", LIVE_VERSION, [tenantId, start.workflowId]);
  const row = rows[0];
  if (row === undefined) throw new DomainError("not_found", "The workflow to call is switched off or not published.");
  if (row.graph.trigger.type !== "workflow_called@1")
    throw new DomainError("conflict", "The workflow to call does not start by being called.");
  return { workflowId: start.workflowId, versionId: VersionId.parse(row.version_id), minEngine: row.min_engine };
}
