import type { StepKey, WorkflowGraph } from "@catalyst/contracts";
import { indexGraph } from "./graph/graph-index.ts";
import type { RunState, Token } from "./run-state.ts";

/** What the worker must do next. Data only: the worker does it, the engine never does. */
export type Command =
  | { readonly kind: "runStep"; readonly tokenId: string; readonly stepKey: StepKey }
  /** A call was started and its outcome is not known: make it, or repeat it after a takeover. */
  | { readonly kind: "callExternal"; readonly tokenId: string; readonly stepKey: StepKey }
  | { readonly kind: "wake"; readonly tokenId: string }
  | { readonly kind: "sleep"; readonly wakeAt: string; readonly detail: string }
  | { readonly kind: "finish"; readonly status: "completed" | "failed"; readonly detail: string | null };

/** Pure and total: the same state always gives the same commands, so a recorded run is a test. Never empty. */
export function decideNext(graph: WorkflowGraph, state: RunState, now: string): readonly Command[] {
  const failed = state.tokens.find((token) => token.position.kind === "failed");
  if (failed?.position.kind === "failed")
    return [{ kind: "finish", status: "failed", detail: failed.position.message }];
  if (state.tokens.length === 0) return [{ kind: "finish", status: "completed", detail: null }];
  const commands = state.tokens.flatMap((token) => commandsFor(token, now));
  return commands.length > 0 ? commands : [sleep(graph, state.tokens)];
}

function commandsFor(token: Token, now: string): readonly Command[] {
  const { tokenId, stepKey, position } = token;
  switch (position.kind) {
    case "ready":
      return [{ kind: "runStep", tokenId, stepKey }];
    case "external":
      return [{ kind: "callExternal", tokenId, stepKey }];
    case "waiting":
      return Date.parse(position.dueAt) <= Date.parse(now) ? [{ kind: "wake", tokenId }] : [];
    case "failed":
      return [];
  }
}

function sleep(graph: WorkflowGraph, tokens: readonly Token[]): Command {
  const waits = tokens.flatMap((token) =>
    token.position.kind === "waiting" ? [{ token, dueAt: token.position.dueAt, reason: token.position.reason }] : [],
  );
  const first = waits.toSorted((left, right) => Date.parse(left.dueAt) - Date.parse(right.dueAt))[0];
  if (first === undefined) throw new Error("Assertion failed: a run without anything to do waits for something");
  const name = indexGraph(graph).steps.get(first.token.stepKey)?.name ?? first.token.stepKey;
  const detail = first.reason === "retry" ? `${name}: tries again` : `${name}: waits`;
  return { kind: "sleep", wakeAt: first.dueAt, detail };
}
