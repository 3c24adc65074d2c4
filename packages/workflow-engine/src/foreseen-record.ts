import type { RecordKey } from "@catalyst/contracts";
import { indexGraph } from "./graph/graph-index.ts";
import type { LoadedRun } from "./ports.ts";
import { workOf } from "./step-work.ts";
import { executorOf } from "./step/executor-registry.ts";

/** The record that a run's next step will change, where that is certain before it begins; only a hint, nothing depends on it. */
export function foreseenRecord({ graph, state, trigger }: LoadedRun): RecordKey | null {
  const [token, ...others] = state.tokens;
  if (token === undefined || others.length > 0 || token.position.kind !== "ready") return null;
  const step = workOf(indexGraph(graph), token);
  const executor = executorOf(step.type);
  return executor.kind === "database" ? (executor.foresee?.(step.config, trigger) ?? null) : null;
}
