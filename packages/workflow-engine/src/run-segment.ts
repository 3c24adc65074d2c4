import { type Command, decideNext } from "./decide-next.ts";
import { beginNextItem, beginNextSlice, endLoop } from "./loop-work.ts";
import { repeatCall, resumeStep, runStep } from "./step-run.ts";
import type { EnginePorts, Segment } from "./ports.ts";
import { close, type Progress, type SegmentInput, type SegmentOutcome, settle, type Work } from "./segment-work.ts";
import { tokenOf } from "./token-set.ts";

/** Steps in one transaction at most: a crash repeats no more than these, and locks are held no longer. */
export const SEGMENT_STEP_LIMIT = 10;
/** Items of a loop in one transaction at most, as far as a step for each goes. */
const SEGMENT_ITEM_LIMIT = 100;
const STEP_COST = SEGMENT_ITEM_LIMIT / SEGMENT_STEP_LIMIT;

/** Runs steps in one transaction until one needs the world outside, all wait, the run ends, or enough was done or took long. */
export async function runSegment<Tx>(
  ports: EnginePorts<Tx>,
  segment: Segment<Tx>,
  input: SegmentInput,
): Promise<SegmentOutcome> {
  const progress: Progress = { state: segment.run.state, rows: [], waits: [], resolvedWaits: [] };
  const work: Work<Tx> = { ports, segment, input, progress, now: ports.now() };
  if (input.arrived !== null) settle(work, { ...input.arrived, input: null });
  if (segment.cancelRequested) return close(progress, { kind: "ended", status: "cancelled", detail: "Cancelled" });
  const { arrivals } = segment;
  const limit = input.careful ? STEP_COST : SEGMENT_ITEM_LIMIT;
  for (let spent = 0; spent < limit;) {
    const [command] = decideNext(segment.run.graph, progress.state, { now: work.now, arrivals });
    if (command === undefined) throw new Error("Assertion failed: there is always a next command");
    spent += costOf(work, command);
    const ending = await carryOut(work, command);
    if (ending !== null) return ending;
    if (segment.isLong()) break;
  }
  return close(progress, { kind: input.stopping ? "runnable" : "running" });
}

/** Steps of a loop's body are many and alike; what begins an item costs as much as one of them where all are gone. */
function costOf<Tx>({ progress }: Work<Tx>, command: Command): number {
  if (command.kind === "finish" || command.kind === "sleep") return 0;
  if (command.kind === "nextItem") return 0.1;
  return tokenOf(progress.state, command.tokenId).path === "" ? STEP_COST : 1;
}

/** Does what was decided; gives the segment's end, or null to go on. */
async function carryOut<Tx>(work: Work<Tx>, command: Command): Promise<SegmentOutcome | null> {
  switch (command.kind) {
    case "finish":
      return close(work.progress, { kind: "ended", status: command.status, detail: command.detail });
    case "sleep":
      return close(work.progress, { kind: "waiting", wakeAt: command.wakeAt, detail: command.detail });
    case "wake":
      return await resumeStep(work, command);
    case "callExternal":
      return await repeatCall(work, command.tokenId);
    case "runStep":
      return await runStep(work, command.tokenId);
    case "nextItem":
      return await beginNextItem(work, command.tokenId);
    case "nextSlice":
      return await beginNextSlice(work, command.tokenId);
    case "endLoop":
      return endLoop(work, command.tokenId);
  }
}
