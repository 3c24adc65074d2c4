import type { WorkflowGraph } from "@catalyst/contracts";
import { arrive, type TokenMove } from "./move-tokens.ts";
import { indexGraph } from "./graph/graph-index.ts";
import type { RunState } from "./run-state.ts";

const EMPTY: RunState = { schema: 1, seq: 0, nextToken: 1, tokens: [], joins: {}, outputs: {} };

/** The state of a run that has just been triggered: one token behind each edge of the trigger. */
export function startRun(graph: WorkflowGraph): RunState {
  const index = indexGraph(graph);
  const moves = (index.outgoing.get("trigger") ?? []).map((edge): TokenMove => ({ to: edge.to, live: true }));
  return arrive(index, EMPTY, { moves, path: "" });
}
