import { RunId, type TriggerSnapshot, VersionId, type WorkflowGraph, WorkflowId } from "@catalyst/contracts";
import type { ClaimedRun, CommitRequest, LoadedRun, RunState } from "@catalyst/workflow-engine";
import { FENCE_AND_LOAD_RUNS, FENCE_RUN, LOAD_GRAPH } from "./statement/run-commit.ts";
import type { TenantTransaction } from "./with-tenant.ts";

type Request = CommitRequest<TenantTransaction>;

/** A run whose queue row this transaction has locked. */
export type HeldRun = { readonly run: LoadedRun; readonly cancelRequested: boolean; readonly superseded: boolean };

type FencedRow = { readonly cancel_requested: boolean };
type LoadedRow = FencedRow & {
  readonly run_id: string;
  readonly fence: number;
  readonly workflow_id: string;
  readonly parent_run_id: string | null;
  readonly superseded: boolean | null;
  readonly state: RunState;
  readonly trigger: TriggerSnapshot;
  readonly root_id: string;
  readonly depth: number;
  readonly version_id: string;
};

/** Graphs kept in memory at most. */
const GRAPH_LIMIT = 200;

/** Runs by the claim that holds them: a worker that stood still may come with an older claim of the same run beside it. */
export type HeldRuns = ReadonlyMap<ClaimedRun, HeldRun>;

/**
 * The fenced update, always first: it also locks queue rows before any business row. Claims whose runs another one holds
 * are left out. `graphs` keeps what was loaded.
 */
export async function holdRuns(
  tx: TenantTransaction,
  graphs: Map<string, WorkflowGraph>,
  requests: readonly Request[],
): Promise<HeldRuns> {
  const [only] = requests;
  if (requests.length === 1 && only !== undefined && only.run !== null)
    return await holdAgain(tx, only.run, only.claim);
  const claims = requests.map(({ claim }) => claim);
  const { rows } = await tx.query<LoadedRow>("fence-and-load-runs", FENCE_AND_LOAD_RUNS, [
    claims.map(({ runId }) => runId),
    claims.map(({ fence }) => fence),
    claims.map(({ seq }) => seq),
    tx.principal.tenantId,
  ]);
  const held = new Map<ClaimedRun, HeldRun>();
  for (const row of rows) {
    const claim = claims.find(({ runId, fence }) => runId === row.run_id && fence === row.fence);
    if (claim !== undefined) held.set(claim, toHeldRun(row, await graphOf(tx, graphs, row.version_id)));
  }
  return held;
}

async function holdAgain(tx: TenantTransaction, run: LoadedRun, claim: ClaimedRun): Promise<HeldRuns> {
  const { runId, fence, seq } = claim;
  const [row] = (await tx.query<FencedRow>("fence-run", FENCE_RUN, [runId, fence, seq])).rows;
  if (row === undefined) return new Map();
  return new Map([[claim, { run, cancelRequested: row.cancel_requested, superseded: false }]]);
}

function toHeldRun(row: LoadedRow, graph: WorkflowGraph): HeldRun {
  const run = {
    graph,
    state: row.state,
    trigger: row.trigger,
    rootId: RunId.parse(row.root_id),
    workflowId: WorkflowId.parse(row.workflow_id),
    versionId: VersionId.parse(row.version_id),
    parentRunId: row.parent_run_id === null ? null : RunId.parse(row.parent_run_id),
    depth: row.depth,
  };
  return { run, cancelRequested: row.cancel_requested, superseded: row.superseded === true };
}

/** Published graphs never change, so a known one needs no second look. Keys hold the tenant. */
async function graphOf(
  tx: TenantTransaction,
  graphs: Map<string, WorkflowGraph>,
  versionId: string,
): Promise<WorkflowGraph> {
  const key = `${tx.principal.tenantId} ${versionId}`;
  const known = graphs.get(key);
  if (known !== undefined) return known;
  const [row] = (await tx.query<{ graph: WorkflowGraph }>("load-graph", LOAD_GRAPH, [tx.principal.tenantId, versionId]))
    .rows;
  if (row === undefined) throw new Error("Assertion failed: a run's version exists");
  if (graphs.size >= GRAPH_LIMIT) graphs.clear();
  graphs.set(key, row.graph);
  return row.graph;
}
