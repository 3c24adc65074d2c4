import type { ChangeReason } from "@catalyst/contracts";

/** A chain of runs that start each other is this long at most; real ones seldom pass three. */
export const CHAIN_DEPTH_LIMIT = 8;
/** All runs that go back to one first cause, at most: stops what spreads in width. */
export const ROOT_RUN_LIMIT = 1_000;

/** Where a new run stands in its chain; `rootId` null: it is the first, and its own root. */
export type ChainPosition = { readonly rootId: string | null; readonly depth: number };

/** The position of a run that a change starts. */
export function chainPosition(reason: ChangeReason): ChainPosition {
  return reason.kind === "workflow_run"
    ? { rootId: reason.rootId, depth: reason.depth + 1 }
    : { rootId: null, depth: 0 };
}

/** Why a run must not start, or null. `rootRuns`: runs of the same root so far, counted to the limit at most. */
export function refuseLoop(position: ChainPosition, rootRuns: number): string | null {
  if (position.depth > CHAIN_DEPTH_LIMIT)
    return `Stopped: workflows started each other ${CHAIN_DEPTH_LIMIT} times in a row.`;
  if (rootRuns >= ROOT_RUN_LIMIT) return `Stopped: one change started ${ROOT_RUN_LIMIT} runs.`;
  return null;
}
