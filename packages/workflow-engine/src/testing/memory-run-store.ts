import {
  PrincipalId,
  type Principal,
  RecordId,
  RunId,
  TenantId,
  type TriggerSnapshot,
  VersionId,
  type WorkflowGraph,
  WorkflowId,
} from "@catalyst/contracts";
import type { JsonValue } from "@catalyst/custom-fields/expression";
import { childKey } from "../apply-loop.ts";
import type {
  ChildStart,
  ClaimedRun,
  CommitRequest,
  CommitResult,
  HistoryRow,
  LoadedRun,
  NextStatus,
  RunStore,
  SegmentCommit,
} from "../ports.ts";
import { startRun } from "../start-run.ts";

const TENANT = TenantId.parse("00000000-0000-4000-8000-000000000001");
const ADMIN = PrincipalId.parse("00000000-0000-4000-8000-000000000002");
const WORKFLOW = WorkflowId.parse("00000000-0000-4000-8000-000000000003");
const VERSION = VersionId.parse("00000000-0000-4000-8000-000000000004");
const PRINCIPAL: Principal = {
  tenantId: TENANT,
  principalId: ADMIN,
  role: "admin",
  scope: "all",
  scopeByEntityType: {},
  teamIds: [],
};

/** A transaction in memory: its effects, and whatever else it does, count when it commits. */
export type MemoryTx = {
  readonly effects: string[];
  readonly onCommit: (() => void)[];
  readonly runId: RunId;
  readonly items: Map<string, readonly RecordId[]>;
};

type MemoryRun = {
  run: LoadedRun;
  fence: number;
  seq: number;
  next: NextStatus;
  cancelRequested: boolean;
  readonly rows: HistoryRow[];
};
type MemoryEvent = { readonly key: string; readonly payload: JsonValue; takenBy: string | null };

/** A run store in memory, with what tests need to look behind it. */
export type MemoryRunStore = {
  readonly store: RunStore<MemoryTx>;
  /** Effects of committed transactions, in their order. */
  readonly effects: string[];
  /** Items of lists, by run and key. */
  readonly items: Map<string, readonly RecordId[]>;
  /** Adds a run that is claimed already. */
  start(graph: WorkflowGraph, record?: TriggerSnapshot["record"]): ClaimedRun;
  /** Adds a run that another one starts, with that one's commit. */
  startChild(tx: MemoryTx, start: ChildStart, called?: WorkflowGraph): RunId;
  /** Leaves an event for whoever waits for its key. */
  send(key: string, payload: JsonValue): void;
  /** Somebody decides the approval that a run waits for. */
  decide(runId: RunId, decision: JsonValue): void;
  /** Takes the run from whoever holds it. */
  takeOver(runId: RunId): ClaimedRun;
  requestCancel(runId: RunId): void;
  status(runId: RunId): NextStatus;
  rows(runId: RunId): readonly HistoryRow[];
  run(runId: RunId): LoadedRun;
  runIds(): readonly RunId[];
};

type World = { readonly runs: Map<string, MemoryRun>; readonly effects: string[]; readonly events: MemoryEvent[] };

/** An empty store. */
export function memoryRunStore(): MemoryRunStore {
  const world: World = { runs: new Map(), effects: [], events: [] };
  const { runs, effects } = world;
  const runOf = (runId: RunId): MemoryRun => {
    const run = runs.get(runId);
    if (run === undefined) throw new Error(`No run ${runId}`);
    return run;
  };
  const claimOf = (runId: RunId): ClaimedRun => {
    const { fence, seq } = runOf(runId);
    return { runId, tenantId: TENANT, principalId: ADMIN, runMonth: "2026-11-01", fence, seq };
  };
  const add = (runId: RunId, run: LoadedRun): void => {
    const next: NextStatus = { kind: "running" };
    runs.set(runId, { run, fence: 1, seq: 0, next, cancelRequested: false, rows: [] });
  };
  let ids = 0;
  const newRunId = (): RunId => idOf(RunId, (ids += 1));
  return {
    effects,
    items: new Map(),
    store: {
      commit: (request) => commit(world, runOf(request.claim.runId), request),
      loadRequest: async (claim, seq) => runOf(claim.runId).rows.find((row) => row.seq === seq)?.request ?? null,
      loadPayload: async (_tx, ref) =>
        runOf(RunId.parse(ref.runId)).rows.find((row) => row.seq === ref.seq)?.payload ?? null,
    },
    start(graph, record = {}) {
      const runId = newRunId();
      const own = { rootId: runId, depth: 0, workflowId: WORKFLOW, versionId: VERSION, parentRunId: null };
      add(runId, { graph, state: startRun(graph), trigger: triggerOf(record), ...own });
      return claimOf(runId);
    },
    startChild(tx, start, called) {
      const [runId, parent] = [newRunId(), runOf(tx.runId).run];
      const graph = start.workflowId === null ? parent.graph : (called ?? parent.graph);
      const state = start.state ?? startRun(graph);
      const parentRunId = start.reportsBack ? tx.runId : null;
      const child = { ...parent, graph, state, trigger: start.trigger, depth: parent.depth + 1, parentRunId };
      tx.onCommit.push(() => add(runId, child));
      return runId;
    },
    send: (key, payload) => void world.events.push({ key, payload, takenBy: null }),
    decide: (runId, payload) => void world.events.push(decisionOf(runOf(runId).run, payload)),
    takeOver(runId) {
      runOf(runId).fence += 1;
      return claimOf(runId);
    },
    requestCancel: (runId) => {
      runOf(runId).cancelRequested = true;
    },
    status: (runId) => runOf(runId).next,
    rows: (runId) => runOf(runId).rows,
    run: (runId) => runOf(runId).run,
    runIds: () => [...runs.keys()].map((id) => RunId.parse(id)),
  };
}

function decisionOf({ state }: LoadedRun, payload: JsonValue): MemoryEvent {
  const asked = state.tokens.find(({ position }) => position.kind === "waiting" && position.reason === "approval");
  if (asked?.position.kind !== "waiting") throw new Error("Nobody is asked");
  return { key: "", payload, takenBy: asked.position.waitId };
}

async function commit(
  world: World,
  held: MemoryRun,
  { claim, run, work }: CommitRequest<MemoryTx>,
): Promise<CommitResult> {
  const isMine = (): boolean => held.fence === claim.fence && held.seq === claim.seq && held.next.kind !== "ended";
  if (!isMine()) return { kind: "fenced" };
  const tx: MemoryTx = { effects: [], onCommit: [], runId: claim.runId, items: new Map() };
  const loaded = run ?? held.run;
  const taken = arrivalsOf(world, loaded);
  const { cancelRequested } = held;
  const arrivals = new Map([...taken].map(([waitId, event]) => [waitId, event.payload]));
  const segment = await work({ tx, principal: PRINCIPAL, run: loaded, cancelRequested, arrivals, isLong: () => false });
  if (!isMine()) return { kind: "fenced" };
  for (const [waitId, event] of taken) event.takenBy = waitId;
  world.effects.push(...tx.effects);
  for (const action of tx.onCommit) action();
  keep(world, held, { claim, segment });
  return { kind: "committed", claim: { ...claim, seq: held.seq }, run: held.run };
}

function keep(world: World, held: MemoryRun, committed: { claim: ClaimedRun; segment: SegmentCommit }): void {
  const { claim, segment } = committed;
  held.rows.push(...segment.rows);
  held.run = { ...held.run, state: segment.state };
  held.seq += 1;
  held.next = segment.next;
  if (segment.next.kind !== "ended" || held.run.parentRunId === null) return;
  const { status, detail } = segment.next;
  const payload = { runId: claim.runId, status, detail, result: segment.state.result ?? null };
  world.events.push({ key: childKey(claim.runId), payload, takenBy: null });
}

/** Events for waits that are open, each for one wait. */
function arrivalsOf(world: World, run: LoadedRun): ReadonlyMap<string, MemoryEvent> {
  const taken = new Map<string, MemoryEvent>();
  for (const { position } of run.state.tokens) {
    if (position.kind !== "waiting") continue;
    const ofWait = world.events.find((event) => event.takenBy === position.waitId);
    const free = world.events.find(
      (event) =>
        position.key !== undefined &&
        event.key === position.key &&
        event.takenBy === null &&
        ![...taken.values()].includes(event),
    );
    const event = ofWait ?? free;
    if (event !== undefined) taken.set(position.waitId, event);
  }
  return taken;
}

function triggerOf(record: TriggerSnapshot["record"]): TriggerSnapshot {
  return {
    event: "created",
    entityType: "companies",
    recordId: idOf(RecordId, 7),
    recordVersion: 1,
    record,
    previous: null,
    changedFields: Object.keys(record),
  };
}

/** An id that tests can tell from others. */
export function idOf<T>(schema: { parse(value: unknown): T }, place: number): T {
  return schema.parse(`00000000-0000-4000-9000-${String(place).padStart(12, "0")}`);
}
