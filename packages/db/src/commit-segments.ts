import type { WorkflowGraph } from "@catalyst/contracts";
import type {
  ClaimedRun,
  CommitRequest,
  CommitResult,
  HistoryRow,
  LoadedRun,
  Segment,
  SegmentCommit,
} from "@catalyst/workflow-engine";
import { type HeldRun, holdRuns } from "./hold-runs.ts";
import type { WorkQueue } from "./queue.ts";
import { childEvent, deliverEvent, giveBackUnused, loadArrivals, lockKeys, wakeForEvents } from "./run-arrivals.ts";
import { ALERT_FAILURE, commitStatement, KEEP_PAYLOADS, WAIT_BRIEFLY } from "./statement/run-commit.ts";
import type { TenantTransaction } from "./with-tenant.ts";

/** What committing works with beside the transaction. */
export type SegmentStore = {
  readonly queue: Pick<WorkQueue, "wakeRuns" | "nudgeRuns">;
  readonly graphs: Map<string, WorkflowGraph>;
  readonly foresee: (tx: TenantTransaction, runs: readonly LoadedRun[]) => Promise<void>;
};

/** Leaves the transaction without a commit: nothing of it may stay. */
export class Fenced extends Error {}

type Request = CommitRequest<TenantTransaction>;

/** A segment whose work is done. */
type Done = { readonly claim: ClaimedRun; readonly held: HeldRun; readonly segment: SegmentCommit };

/** A transaction that has worked on segments for so long, in ms, ends soon: others wait for its locks. */
const LONG_MS = 500;

/** Endings that somebody may want to hear of. */
const FAILURES: ReadonlySet<string> = new Set(["failed", "quarantined"]);

/**
 * Carries out segments one after the other and writes what they leave in one statement. Results are in the order of the
 * requests.
 * @throws Fenced where other workers hold all of the runs
 */
export async function commitSegments(
  store: SegmentStore,
  tx: TenantTransaction,
  requests: readonly Request[],
): Promise<readonly CommitResult[]> {
  if (requests.length > 1) await tx.query("wait-briefly", WAIT_BRIEFLY, []);
  const held = await holdRuns(tx, store.graphs, requests);
  if (held.size === 0) throw new Fenced();
  if (held.size > 1)
    await store.foresee(
      tx,
      [...held.values()].map(({ run }) => run),
    );
  const done = new Map<ClaimedRun, Done>();
  const since = performance.now();
  const isLong = (): boolean => performance.now() - since > LONG_MS;
  for (const request of requests) {
    const run = held.get(request.claim);
    if (run !== undefined) done.set(request.claim, await carryOut(tx, run, { ...request, isLong }));
  }
  await writeWithEvents(store, tx, [...done.values()]);
  return requests.map(({ claim }) => resultOf(done.get(claim)));
}

function resultOf(done: Done | undefined): CommitResult {
  if (done === undefined) return { kind: "fenced" };
  const { claim, held, segment } = done;
  return { kind: "committed", claim: { ...claim, seq: claim.seq + 1 }, run: { ...held.run, state: segment.state } };
}

type Task = Request & Pick<Segment<TenantTransaction>, "isLong">;

async function carryOut(tx: TenantTransaction, held: HeldRun, request: Task): Promise<Done> {
  const { run, cancelRequested, superseded } = held;
  const taken = await loadArrivals(tx, run.state);
  const work = superseded ? endSuperseded : request.work;
  const { isLong } = request;
  const segment = await work({ tx, principal: tx.principal, run, cancelRequested, arrivals: taken.arrivals, isLong });
  if (segment.next.kind !== "ended") await giveBackUnused(tx, taken, segment.resolvedWaits);
  return { claim: request.claim, held, segment };
}

/** The record has changed again before the run began: the run of that change does what is to be done. */
async function endSuperseded({ run }: Segment<TenantTransaction>): Promise<SegmentCommit> {
  const next = { kind: "ended", status: "cancelled", detail: "The record changed again soon after." } as const;
  return { state: run.state, rows: [], waits: [], resolvedWaits: [], next };
}

/** The commit's own statement, between what waits for events need and what parent runs want to hear. */
async function writeWithEvents(store: SegmentStore, tx: TenantTransaction, done: readonly Done[]): Promise<void> {
  const keys = done.flatMap(({ segment }) => keysOf(segment));
  if (keys.length > 0) await lockKeys(tx, keys);
  const statuses = await write(tx, done);
  for (const each of done) {
    await tellEnd(store, tx, each);
    const { runId } = each.claim;
    const arrived = keysOf(each.segment).length > 0 && (await wakeForEvents(tx, runId));
    if (arrived || statuses.get(runId) === "runnable") await store.queue.wakeRuns(tx, [runId]);
  }
}

function keysOf({ waits }: SegmentCommit): readonly string[] {
  return waits.flatMap((wait) => (wait.kind === "event" && wait.key !== null ? [wait.key] : []));
}

async function tellEnd({ queue }: SegmentStore, tx: TenantTransaction, { claim, held, segment }: Done): Promise<void> {
  const { next } = segment;
  if (next.kind !== "ended") return;
  if (FAILURES.has(next.status)) await tx.query("alert-failure", ALERT_FAILURE, [tx.principal.tenantId, claim.runId]);
  if (held.run.parentRunId === null) return;
  const payload = {
    runId: claim.runId,
    status: next.status,
    detail: next.detail,
    result: segment.state.result ?? null,
  };
  await deliverEvent(tx, queue, childEvent(claim.runId, payload));
}

/** Statuses of the runs that go on, by id. */
async function write(tx: TenantTransaction, done: readonly Done[]): Promise<ReadonlyMap<string, string>> {
  const inputs = [];
  for (const { claim, segment } of done)
    inputs.push(toInput(claim, segment, await keepPayloads(tx, claim, segment.rows)));
  const resolved = done.flatMap(({ segment }) => segment.resolvedWaits);
  const parts = {
    rows: inputs.some(({ rows }) => rows.length > 0),
    waits: inputs.some(({ waits }) => waits.length > 0),
    resolved: resolved.length > 0 || done.some(leavesWaits),
    ended: inputs.some(({ next }) => next === "ended"),
    kept: inputs.some(({ next }) => next !== "ended"),
  };
  const { name, text } = commitStatement(parts);
  const { rows } = await tx.query<{ run_id: string; status: string }>(name, text, [
    tx.principal.tenantId,
    JSON.stringify(inputs),
    inputs.map(({ runId }) => runId),
    ...(parts.resolved ? [resolved] : []),
  ]);
  return new Map(rows.map((row) => [row.run_id, row.status]));
}

/** Whether a run ends while waits of earlier commits may be open. */
function leavesWaits({ held, segment }: Done): boolean {
  return segment.next.kind === "ended" && held.run.state.tokens.some(({ position }) => position.kind === "waiting");
}

/** A run as `commitStatement` reads it. */
type CommitInput = Pick<ClaimedRun, "runId" | "runMonth"> &
  Pick<SegmentCommit, "state" | "rows" | "waits"> & {
    readonly status: string;
    readonly detail: string | null;
    readonly next: SegmentCommit["next"]["kind"];
    readonly wakeAt: string | null;
  };

function toInput({ runId, runMonth }: ClaimedRun, segment: SegmentCommit, rows: readonly HistoryRow[]): CommitInput {
  const { next, state, waits } = segment;
  return {
    runId,
    runMonth,
    state,
    status: next.kind === "ended" ? next.status : next.kind,
    detail: next.kind === "waiting" || next.kind === "ended" ? next.detail : null,
    next: next.kind,
    wakeAt: next.kind === "waiting" ? next.wakeAt : null,
    rows,
    waits,
  };
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
