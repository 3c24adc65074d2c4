import type { GraphIndex } from "./graph/graph-index.ts";
import { closure } from "./graph/graph-index.ts";
import type { RunState, Token } from "./run-state.ts";

/** The exit of a loop behind which its body begins. */
export const ITEM_PORT = "item";

/** Where the body of an item, or the child run of several, runs. */
export function itemPath(loop: Token, items: string): string {
  return `${loop.path}/${loop.stepKey}[${items}]`;
}

/** Tokens that work on items of a loop. */
export function tokensInside(state: RunState, loop: Token): readonly Token[] {
  const start = itemPath(loop, "").slice(0, -1);
  return state.tokens.filter((token) => token.path.startsWith(start));
}

/** The loop in whose body, or as whose share, a token works; undefined at the top. */
export function loopAround(state: RunState, token: Token): Token | undefined {
  const cut = token.path.lastIndexOf("/");
  if (cut < 0) return undefined;
  const [path, key] = [token.path.slice(0, cut), token.path.slice(cut + 1).replace(/\[[^\]]*\]$/, "")];
  return state.tokens.find(
    (candidate) =>
      candidate.path === path && candidate.stepKey === key && candidate.position.kind === "loop" && candidate !== token,
  );
}

/** Whether a token stands for a child run that works on a share of its loop. */
export function isSlice(state: RunState, token: Token): boolean {
  const loop = loopAround(state, token);
  return loop !== undefined && loop.stepKey === token.stepKey;
}

const bodies = new WeakMap<GraphIndex, Map<string, ReadonlySet<string>>>();

/** The steps of a loop's body: all that its exit `item` leads to. */
export function bodyOf(index: GraphIndex, loopKey: string): ReadonlySet<string> {
  const known = bodies.get(index) ?? new Map<string, ReadonlySet<string>>();
  bodies.set(index, known);
  const body =
    known.get(loopKey) ??
    closure(loopKey, (at) =>
      (index.outgoing.get(at) ?? []).filter((edge) => at !== loopKey || edge.port === ITEM_PORT).map((edge) => edge.to),
    );
  known.set(loopKey, body);
  return body;
}
