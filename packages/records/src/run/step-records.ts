import type { RunStepRecord, StepStatus } from "@catalyst/contracts";
import { referenceIn, withoutReference } from "@catalyst/workflow-engine";

/** A row of a run's history. A call to the outside has two: `started`, then its outcome. */
export type StepRow = {
  readonly seq: number;
  readonly step_key: string;
  readonly path: string;
  readonly attempt: number;
  readonly status: StepStatus;
  readonly input: unknown;
  readonly output: unknown;
  readonly error: RunStepRecord["error"];
  readonly idempotency_key: string;
  readonly at: string;
};

/** One record for each attempt: a `started` row and its outcome become one, with both times. */
export function toStepRecords(rows: readonly StepRow[]): readonly RunStepRecord[] {
  const attempts = new Map<string, RunStepRecord>();
  for (const row of rows) {
    const key = `${row.step_key} ${row.path} ${row.attempt}`;
    attempts.set(key, merge(attempts.get(key), row));
  }
  return [...attempts.values()];
}

function merge(started: RunStepRecord | undefined, row: StepRow): RunStepRecord {
  return {
    seq: started?.seq ?? row.seq,
    stepKey: row.step_key,
    path: row.path,
    attempt: row.attempt,
    status: row.status,
    input: row.input ?? started?.input ?? null,
    output: withoutReference(row.output),
    largeOutput: largeOutput(row.output),
    error: row.error,
    idempotencyKey: row.idempotency_key,
    startedAt: started?.startedAt ?? row.at,
    endedAt: row.status === "started" ? null : row.at,
  };
}

/** Where the whole of a shortened output is, for who asks for it. */
export function largeOutput(output: unknown): RunStepRecord["largeOutput"] {
  const ref = referenceIn(output);
  return ref === null ? null : { seq: ref.seq, bytes: ref.bytes };
}
