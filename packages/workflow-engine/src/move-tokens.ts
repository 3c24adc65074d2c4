import type { StepKey } from "@catalyst/contracts";
import type { GraphIndex } from "./graph/graph-index.ts";
import { freshToken } from "./token-set.ts";
import type { JoinCounter, RunState, Token } from "./run-state.ts";

/** A token, or the news that none will come, on its way along an edge. */
export type TokenMove = { readonly to: StepKey; readonly live: boolean };

/** Moves that begin together, at one loop path. */
export type Arrivals = { readonly moves: readonly TokenMove[]; readonly path: string };

/** In place of a port: all of them but the one for errors. */
export const ALL_PORTS = "*";

/** What leaves a step: life along the edges of the port that was taken, death along all others. */
export function leave(index: GraphIndex, from: StepKey, port: string | null): readonly TokenMove[] {
  const takes = (taken: string): boolean => (port === ALL_PORTS ? taken !== "error" : taken === port);
  return (index.outgoing.get(from) ?? []).map((edge) => ({ to: edge.to, live: takes(edge.port) }));
}

/**
 * Lets moves arrive. A step with one input takes what comes; a join counts, and fires when all its inputs came: with a
 * token if one was alive, else it passes death on. So a join behind an if/else never waits for the branch not taken.
 */
export function arrive(index: GraphIndex, state: RunState, arrivals: Arrivals): RunState {
  const open = [...arrivals.moves];
  const joins = new Map(Object.entries(state.joins));
  const tokens: Token[] = [...state.tokens];
  let { nextToken } = state;
  for (let move = open.shift(); move !== undefined; move = open.shift()) {
    const verdict = pass(index, joins, { move, path: arrivals.path });
    if (verdict === "dead") open.push(...leave(index, move.to, null));
    if (verdict !== "live") continue;
    tokens.push(freshToken(nextToken, move.to, arrivals.path));
    nextToken += 1;
  }
  return { ...state, tokens, nextToken, joins: Object.fromEntries(joins) };
}

function pass(
  index: GraphIndex,
  joins: Map<string, JoinCounter>,
  at: { readonly move: TokenMove; readonly path: string },
): "live" | "dead" | "waits" {
  const { move, path } = at;
  const inputs = index.inputs.get(move.to) ?? 1;
  if (inputs <= 1) return move.live ? "live" : "dead";
  const name = `${move.to}@${path}`;
  const before = joins.get(name) ?? { arrived: 0, live: false };
  const now = { arrived: before.arrived + 1, live: before.live || move.live };
  if (now.arrived < inputs) {
    joins.set(name, now);
    return "waits";
  }
  joins.delete(name);
  return now.live ? "live" : "dead";
}
