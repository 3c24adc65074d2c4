import {
  PrincipalId,
  type Principal,
  RecordId,
  RunId,
  TenantId,
  type TriggerSnapshot,
  type WorkflowGraph,
} from "@catalyst/contracts";
import type { ClaimedRun, CommitRequest, CommitResult, HistoryRow, LoadedRun, NextStatus, RunStore } from "../ports.ts";
import { startRun } from "../start-run.ts";

const TENANT = TenantId.parse("00000000-0000-4000-8000-000000000001");
const ADMIN = PrincipalId.parse("00000000-0000-4000-8000-000000000002");

/** A transaction in memory: its effects count when it commits. */
export type MemoryTx = { readonly effects: string[] };

type MemoryRun = {
  run: LoadedRun;
  fence: number;
  seq: number;
  next: NextStatus;
  cancelRequested: boolean;
  readonly rows: HistoryRow[];
};

/** A run store in memory, with what tests need to look behind it. */
export type MemoryRunStore = {
  readonly store: RunStore<MemoryTx>;
  /** Effects of committed transactions, in their order. */
  readonly effects: string[];
  /** Adds a run that is claimed already. */
  start(graph: WorkflowGraph, record?: TriggerSnapshot["record"]): ClaimedRun;
  /** Takes the run from whoever holds it. */
  takeOver(runId: RunId): ClaimedRun;
  requestCancel(runId: RunId): void;
  status(runId: RunId): NextStatus;
  rows(runId: RunId): readonly HistoryRow[];
};

/** An empty store. */
export function memoryRunStore(): MemoryRunStore {
  const runs = new Map<string, MemoryRun>();
  const effects: string[] = [];
  const runOf = (runId: RunId): MemoryRun => {
    const run = runs.get(runId);
    if (run === undefined) throw new Error(`No run ${runId}`);
    return run;
  };
  const claimOf = (runId: RunId): ClaimedRun => ({
    runId,
    tenantId: TENANT,
    principalId: ADMIN,
    runMonth: "2026-11-01",
    fence: runOf(runId).fence,
    seq: runOf(runId).seq,
  });
  return {
    effects,
    store: {
      commit: (request) => commit(runOf(request.claim.runId), effects, request),
      loadRequest: async (claim, seq) => runOf(claim.runId).rows.find((row) => row.seq === seq)?.request ?? null,
    },
    start(graph, record = {}) {
      const runId = idOf(RunId, runs.size + 1);
      const run: LoadedRun = { graph, state: startRun(graph), trigger: triggerOf(record), rootId: runId, depth: 0 };
      runs.set(runId, { run, fence: 1, seq: 0, next: { kind: "running" }, cancelRequested: false, rows: [] });
      return claimOf(runId);
    },
    takeOver(runId) {
      runOf(runId).fence += 1;
      return claimOf(runId);
    },
    requestCancel: (runId) => {
      runOf(runId).cancelRequested = true;
    },
    status: (runId) => runOf(runId).next,
    rows: (runId) => runOf(runId).rows,
  };
}

async function commit(
  held: MemoryRun,
  effects: string[],
  { claim, run, work }: CommitRequest<MemoryTx>,
): Promise<CommitResult> {
  const isMine = (): boolean => held.fence === claim.fence && held.seq === claim.seq && held.next.kind !== "ended";
  if (!isMine()) return { kind: "fenced" };
  const tx: MemoryTx = { effects: [] };
  const principal: Principal = {
    tenantId: TENANT,
    principalId: ADMIN,
    role: "admin",
    scope: "all",
    scopeByEntityType: {},
    teamIds: [],
  };
  const segment = await work({ tx, principal, run: run ?? held.run, cancelRequested: held.cancelRequested });
  if (!isMine()) return { kind: "fenced" };
  effects.push(...tx.effects);
  held.rows.push(...segment.rows);
  held.run = { ...held.run, state: segment.state };
  held.seq += 1;
  held.next = segment.next;
  return { kind: "committed", claim: { ...claim, seq: held.seq }, run: held.run };
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

function idOf<T>(schema: { parse(value: unknown): T }, place: number): T {
  return schema.parse(`00000000-0000-4000-9000-${String(place).padStart(12, "0")}`);
}
