import {
  type Principal,
  RunId,
  type TriggerSnapshot,
  VersionId,
  type WorkflowGraph,
  WorkflowId,
} from "@catalyst/contracts";
import type {
  ClaimedRun,
  CommitRequest,
  CommitResult,
  HistoryRow,
  JsonValue,
  LoadedRun,
  RunState,
  RunStore,
  Segment,
  SegmentCommit,
} from "@catalyst/workflow-engine";
import type { Database } from "./database.ts";
import type { WorkQueue } from "./queue.ts";
import { childEvent, deliverEvent, giveBackUnused, loadArrivals, lockKeys, wakeForEvents } from "./run-arrivals.ts";
import type { FindPrincipal } from "./run-principal.ts";
import {
  ALERT_FAILURE,
  COMMIT_ENDED,
  COMMIT_RUNNABLE,
  COMMIT_RUNNING,
  COMMIT_WAITING,
  FENCE_AND_LOAD_RUN,
  FENCE_RUN,
  KEEP_PAYLOADS,
  LOAD_GRAPH,
  LOAD_PAYLOAD,
  LOAD_REQUEST,
} from "./statement/run-commit.ts";
import { type TenantTransaction, withTenant } from "./with-tenant.ts";

/** What the store is made of. */
export type RunStoreParts = {
  readonly database: Database;
  readonly queue: Pick<WorkQueue, "wakeRuns" | "nudgeRuns">;
  readonly principals: FindPrincipal;
};

/** Graphs kept in memory at most. */
const GRAPH_LIMIT = 200;

/** Endings that somebody may want to hear of. */
const FAILURES: ReadonlySet<string> = new Set(["failed", "quarantined"]);

type FencedRow = { readonly cancel_requested: boolean };
type LoadedRow = FencedRow & {
  readonly workflow_id: string;
  readonly parent_run_id: string | null;
  readonly superseded: boolean | null;
  readonly state: RunState;
  readonly trigger: TriggerSnapshot;
  readonly root_id: string;
  readonly depth: number;
  readonly version_id: string;
};
type Held = { readonly run: LoadedRun; readonly cancelRequested: boolean; readonly superseded: boolean };

/** Leaves the transaction without a commit: nothing of it may stay. */
class Fenced extends Error {}

/** Runs in PostgreSQL: each commit is one transaction in the run's tenant, as the run's principal. */
export function createRunStore(parts: RunStoreParts): RunStore<TenantTransaction> {
  const graphs = new Map<string, WorkflowGraph>();
  return {
    commit: (request) => commit(parts, graphs, request),
    async loadRequest(claim, seq) {
      const { principal } = await parts.principals(claim);
      const values = [claim.tenantId, claim.runMonth, claim.runId, seq];
      const result = await withTenant(parts.database, principal, (tx) =>
        tx.query<{ request: JsonValue }>("load-request", LOAD_REQUEST, values),
      );
      return result.rows[0]?.request ?? null;
    },
    async loadPayload(tx, { runId, seq }) {
      const values = [tx.principal.tenantId, runId, seq];
      return (await tx.query<{ value: JsonValue }>("load-payload", LOAD_PAYLOAD, values)).rows[0]?.value ?? null;
    },
  };
}

async function commit(
  parts: RunStoreParts,
  graphs: Map<string, WorkflowGraph>,
  request: CommitRequest<TenantTransaction>,
): Promise<CommitResult> {
  const { principal, active } = await parts.principals(request.claim);
  try {
    const work = active ? request.work : endWithoutMember;
    const result = await withTenant(parts.database, principal, (tx) =>
      commitSegment(parts, { tx, graphs, request: { ...request, work }, principal }),
    );
    return active ? result : { kind: "fenced" };
  } catch (error) {
    if (error instanceof Fenced) return { kind: "fenced" };
    throw error;
  }
}

/** Automation ends with the rights of whoever started it. */
async function endWithoutMember({ run }: Segment<TenantTransaction>): Promise<SegmentCommit> {
  const detail = "Whoever started this run is no active member any more.";
  const next = { kind: "ended", status: "failed", detail } as const;
  return { state: run.state, rows: [], waits: [], resolvedWaits: [], next };
}

/** The record has changed again before the run began: the run of that change does what is to be done. */
async function endSuperseded({ run }: Segment<TenantTransaction>): Promise<SegmentCommit> {
  const next = { kind: "ended", status: "cancelled", detail: "The record changed again soon after." } as const;
  return { state: run.state, rows: [], waits: [], resolvedWaits: [], next };
}

type Open = {
  readonly tx: TenantTransaction;
  readonly graphs: Map<string, WorkflowGraph>;
  readonly request: CommitRequest<TenantTransaction>;
  readonly principal: Principal;
};

async function commitSegment(parts: RunStoreParts, open: Open): Promise<CommitResult> {
  const { tx, request, principal } = open;
  const held = await hold(open);
  const taken = await loadArrivals(tx, held.run.state);
  const { run, cancelRequested } = held;
  const work = held.superseded ? endSuperseded : request.work;
  const segment = await work({ tx, principal, run, cancelRequested, arrivals: taken.arrivals });
  if (segment.next.kind !== "ended") await giveBackUnused(tx, taken, segment.resolvedWaits);
  const status = await writeWithEvents(parts, tx, { claim: request.claim, run: held.run, segment });
  if (status === "runnable") await parts.queue.wakeRuns(tx, [request.claim.runId]);
  return {
    kind: "committed",
    claim: { ...request.claim, seq: request.claim.seq + 1 },
    run: { ...held.run, state: segment.state },
  };
}

type Written = { readonly claim: ClaimedRun; readonly run: LoadedRun; readonly segment: SegmentCommit };

/** The commit's own statement, between what waits for events need and what a parent run wants to hear. */
async function writeWithEvents(parts: RunStoreParts, tx: TenantTransaction, written: Written): Promise<string> {
  const { claim, run, segment } = written;
  const keys = segment.waits.flatMap((wait) => (wait.kind === "event" && wait.key !== null ? [wait.key] : []));
  if (keys.length > 0) await lockKeys(tx, keys);
  const status = await write(tx, claim, segment);
  if (segment.next.kind === "ended" && FAILURES.has(segment.next.status))
    await tx.query("alert-failure", ALERT_FAILURE, [tx.principal.tenantId, claim.runId]);
  if (segment.next.kind === "ended" && run.parentRunId !== null) {
    const { status: end, detail } = segment.next;
    const payload = { runId: claim.runId, status: end, detail, result: segment.state.result ?? null };
    await deliverEvent(tx, parts.queue, childEvent(claim.runId, payload));
  }
  return keys.length > 0 && (await wakeForEvents(tx, claim.runId)) ? "runnable" : status;
}

/** The fenced update, always first: it also locks the queue row before any business row. */
async function hold(open: Open): Promise<Held> {
  const { tx, request } = open;
  const { runId, fence, seq, tenantId } = request.claim;
  if (request.run !== null) {
    const [row] = (await tx.query<FencedRow>("fence-run", FENCE_RUN, [runId, fence, seq])).rows;
    if (row === undefined) throw new Fenced();
    return { run: request.run, cancelRequested: row.cancel_requested, superseded: false };
  }
  const [row] = (await tx.query<LoadedRow>("fence-and-load-run", FENCE_AND_LOAD_RUN, [runId, fence, seq, tenantId]))
    .rows;
  if (row === undefined) throw new Fenced();
  const run = {
    graph: await graphOf(open, row.version_id),
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
async function graphOf({ tx, graphs }: Open, versionId: string): Promise<WorkflowGraph> {
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

async function write(tx: TenantTransaction, claim: ClaimedRun, segment: SegmentCommit): Promise<string> {
  const { next } = segment;
  const detail = next.kind === "waiting" || next.kind === "ended" ? next.detail : null;
  const status = next.kind === "ended" ? next.status : next.kind;
  const { waits, resolvedWaits } = segment;
  const rows = await keepPayloads(tx, claim, segment.rows);
  const values = [
    claim.tenantId,
    claim.runId,
    claim.runMonth,
    JSON.stringify(segment.state),
    status,
    detail,
    JSON.stringify(rows),
    JSON.stringify(waits),
    resolvedWaits,
  ];
  const statement = statementFor(segment);
  const result = await tx.query<{ status: string }>(statement.name, statement.text, [...values, ...statement.values]);
  return result.rows[0]?.status ?? status;
}

/** Stores large outputs beside the history; gives the history's rows without them. */
async function keepPayloads(
  tx: TenantTransaction,
  { tenantId, runId }: ClaimedRun,
  rows: readonly HistoryRow[],
): Promise<readonly HistoryRow[]> {
  const large = rows.flatMap(({ seq, payload }) => (payload === undefined ? [] : [{ seq, value: payload }]));
  if (large.length === 0) return rows;
  await tx.query("keep-payloads", KEEP_PAYLOADS, [tenantId, runId, JSON.stringify(large)]);
  return rows.map(({ payload: _stored, ...row }) => row);
}

type Statement = { readonly name: string; readonly text: string; readonly values: readonly unknown[] };

function statementFor({ next, rows }: SegmentCommit): Statement {
  switch (next.kind) {
    case "running":
      return { name: "commit-running", text: COMMIT_RUNNING, values: [rows.length > 0] };
    case "runnable":
      return { name: "commit-runnable", text: COMMIT_RUNNABLE, values: [] };
    case "waiting":
      return { name: "commit-waiting", text: COMMIT_WAITING, values: [next.wakeAt] };
    case "ended":
      return { name: "commit-ended", text: COMMIT_ENDED, values: [] };
  }
}
