import type { EdgeDefinition, RunDetail, RunStepRecord } from "@catalyst/contracts";
import type { Fact } from "./fact.ts";
import { edgesInto, findStep } from "./edges.ts";
import { TRIGGER } from "./graph-operation.ts";
import { isLoop } from "./loops.ts";

/** States of a step in a run, as people see them. */
export const STEP_RUN_STATES = [
  "done",
  "running",
  "waiting",
  "failed",
  "uncertain",
  "cancelled",
  "undone",
  "notReached",
] as const;
export type StepRunState = (typeof STEP_RUN_STATES)[number];

/** Where one step of a run stands, in a word and a sentence. */
export type StepProgress = {
  readonly state: StepRunState;
  readonly fact: Fact;
  readonly records: readonly RunStepRecord[];
};

const ENDED = new Set<RunDetail["status"]>(["completed", "failed", "cancelled", "quarantined"]);

/** Whether nothing will change any more. */
export function hasEnded(run: Pick<RunDetail, "status">): boolean {
  return ENDED.has(run.status);
}

/** The state of every step and of the trigger. */
export function runStates(run: RunDetail): ReadonlyMap<string, StepProgress> {
  const records = Map.groupBy(run.steps, (record) => record.stepKey);
  const steps = run.graph.steps.map((step): [string, StepProgress] => [
    step.key,
    progressOf(run, step.key, records.get(step.key) ?? []),
  ]);
  const trigger: StepProgress = {
    state: "done",
    fact: { key: "workflow.state_fact.started", time: run.startedAt },
    records: [],
  };
  return new Map([[TRIGGER, trigger], ...steps]);
}

/** How many steps are in each state, the trigger left out. */
export function countStates(states: ReadonlyMap<string, StepProgress>): ReadonlyMap<StepRunState, number> {
  const steps = [...states].filter(([key]) => key !== TRIGGER).map(([, progress]) => progress);
  return new Map(STEP_RUN_STATES.map((state) => [state, steps.filter((step) => step.state === state).length]));
}

/** Whether a run went along an edge. */
export function isTaken(edge: EdgeDefinition, states: ReadonlyMap<string, StepProgress>): boolean {
  const from = states.get(edge.from);
  const to = states.get(edge.to);
  if (from === undefined || to === undefined || to.state === "notReached") return false;
  const port = portTaken(from.records);
  return from.state !== "notReached" && (edge.port === "next" || port === null || port === edge.port);
}

/** The step that a person should look at first: failed or uncertain, then waiting or running, then the last one done. */
export function stepToShow(run: RunDetail, states: ReadonlyMap<string, StepProgress>): string | null {
  for (const state of ["failed", "uncertain", "waiting", "running"] as const) {
    const found = run.graph.steps.find((step) => states.get(step.key)?.state === state);
    if (found !== undefined) return found.key;
  }
  return run.steps.at(-1)?.stepKey ?? null;
}

function progressOf(run: RunDetail, key: string, records: readonly RunStepRecord[]): StepProgress {
  const last = records.reduce<RunStepRecord | undefined>(
    (latest, record) => (latest === undefined || record.seq > latest.seq ? record : latest),
    undefined,
  );
  if (last !== undefined && isUndoing(last)) return { ...undoingProgress(run, last), records };
  const wait = hasEnded(run) ? undefined : run.waits.find((candidate) => candidate.stepKey === key);
  if (wait !== undefined && wait.until !== null)
    return { state: "waiting", fact: { key: `workflow.state_fact.wait_${wait.kind}`, time: wait.until }, records };
  if (last === undefined) return withoutRecord(run, key, records);
  switch (last.status) {
    case "done":
      return { state: "done", fact: countFact(run, last) ?? doneFact(last), records };
    case "failed":
      return {
        state: "failed",
        fact: { key: "workflow.state_fact.failed", args: { smart_count: last.attempt } },
        records,
      };
    case "uncertain":
      return { state: "uncertain", fact: { key: "workflow.state_fact.uncertain" }, records };
    case "started":
      return hasEnded(run)
        ? { state: "cancelled", fact: { key: "workflow.state_fact.cancelled" }, records }
        : { state: "running", fact: { key: "workflow.state_fact.running", time: last.startedAt }, records };
  }
}

/** Whether a record is of the compensation of its step, after the run has failed. */
export function isUndoing({ path }: Pick<RunStepRecord, "path">): boolean {
  return path.endsWith(":undo");
}

function undoingProgress(run: RunDetail, last: RunStepRecord): Pick<StepProgress, "state" | "fact"> {
  const time = last.endedAt ?? last.startedAt;
  if (last.status === "done") return { state: "undone", fact: { key: "workflow.state_fact.undone", time } };
  if (last.status === "started" && !hasEnded(run))
    return { state: "running", fact: { key: "workflow.state_fact.undoing", time } };
  return { state: "failed", fact: { key: "workflow.state_fact.not_undone", time } };
}

function withoutRecord(run: RunDetail, key: string, records: readonly RunStepRecord[]): StepProgress {
  const done = new Set(run.steps.filter((record) => record.status === "done").map((record) => record.stepKey));
  const isNext = edgesInto(run.graph, key).some(
    (edge) => edge.from !== TRIGGER && done.has(edge.from) && leadsOn(run, edge),
  );
  if (isNext && run.status === "running")
    return { state: "running", fact: { key: "workflow.state_fact.next" }, records };
  return { state: "notReached", fact: { key: "workflow.state_fact.not_reached" }, records };
}

function leadsOn(run: RunDetail, edge: EdgeDefinition): boolean {
  return edge.port === "next" || portTaken(run.steps.filter((record) => record.stepKey === edge.from)) === edge.port;
}

/** Of a step that works on many: how many they were. */
function countFact(run: RunDetail, { stepKey, output }: RunStepRecord): Fact | null {
  const step = findStep(run.graph, stepKey);
  if (step === undefined || !(isLoop(step) || step.type.startsWith("find_records@"))) return null;
  if (typeof output !== "object" || output === null || !("count" in output)) return null;
  return typeof output.count === "number"
    ? { key: "workflow.state_fact.counted", args: { smart_count: output.count } }
    : null;
}

function doneFact(record: RunStepRecord): Fact {
  const port = portTaken([record]);
  if (port === "true" || port === "false") return { key: `workflow.state_fact.took_${port}` };
  if (port !== null) return { key: `workflow.state_fact.${port}` };
  return { key: "workflow.state_fact.done", time: record.endedAt ?? record.startedAt };
}

const DECISIONS = ["approved", "rejected", "expired"] as const;

/** Which exit a condition or an approval took: its output says so; null where it does not. */
function portTaken(records: readonly RunStepRecord[]): "true" | "false" | (typeof DECISIONS)[number] | null {
  const output = records.findLast((record) => record.status === "done" && !isUndoing(record))?.output;
  if (typeof output !== "object" || output === null) return null;
  if ("result" in output && typeof output.result === "boolean") return output.result ? "true" : "false";
  return "decision" in output ? (DECISIONS.find((known) => known === output.decision) ?? null) : null;
}
