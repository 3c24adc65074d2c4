import type { Principal, RunStepRecord } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import type { ClaimedRun, HistoryRow, JsonValue, LoadedRun, NextStatus, RunStore } from "@catalyst/workflow-engine";

/** A run that lives in one open transaction, with all that it has done so far. */
export type RehearsedRun = {
  readonly principal: Principal;
  run: LoadedRun;
  claim: ClaimedRun;
  next: NextStatus;
  segments: number;
  /** What has arrived for waits, by wait id. */
  readonly arrivals: Map<string, JsonValue>;
  readonly steps: RunStepRecord[];
  readonly requests: Map<number, JsonValue>;
  readonly payloads: Map<number, JsonValue>;
};

/** Keeps a run in memory and its effects in the transaction; a segment that fails is undone to its beginning. */
export function rehearsalStore(
  tx: TenantTransaction,
  rehearsed: RehearsedRun,
  now: () => string,
): RunStore<TenantTransaction> {
  return {
    async commit({ work }) {
      const { principal, run, arrivals } = rehearsed;
      await tx.query(null, "savepoint rehearsal_segment", []);
      try {
        const segment = await work({ tx, principal, run, cancelRequested: false, arrivals, isLong: () => false });
        await tx.query(null, "release savepoint rehearsal_segment", []);
        for (const row of segment.rows) keepRow(rehearsed, row, now());
        rehearsed.run = { ...run, state: segment.state };
        rehearsed.claim = { ...rehearsed.claim, seq: rehearsed.claim.seq + 1 };
        rehearsed.next = segment.next;
        rehearsed.segments += 1;
        return { kind: "committed", claim: rehearsed.claim, run: rehearsed.run };
      } catch (error) {
        await tx.query(null, "rollback to savepoint rehearsal_segment", []);
        throw error;
      }
    },
    loadRequest: async (_claim, seq) => rehearsed.requests.get(seq) ?? null,
    loadPayload: async (_tx, ref) => rehearsed.payloads.get(ref.seq) ?? null,
  };
}

/** A call's two rows, started and done, are one attempt to whoever reads them. */
function keepRow(rehearsed: RehearsedRun, row: HistoryRow, at: string): void {
  const { steps, requests } = rehearsed;
  if (row.status === "started") requests.set(row.seq, row.request);
  const { payload, ...shown } = row;
  if (payload !== undefined) rehearsed.payloads.set(row.seq, payload);
  const output = payload ?? row.output;
  const record: RunStepRecord = {
    ...shown,
    output,
    largeOutput: null,
    startedAt: at,
    endedAt: row.status === "started" ? null : at,
  };
  const begun = steps.findIndex((step) => step.status === "started" && step.idempotencyKey === row.idempotencyKey);
  if (begun < 0) steps.push(record);
  else steps[begun] = { ...record, input: steps[begun]?.input ?? row.input };
}
