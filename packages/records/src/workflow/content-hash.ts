import { createHash } from "node:crypto";
import type { WorkflowGraph } from "@catalyst/contracts";
import { canonicalGraph } from "@catalyst/workflow-engine";

/** SHA-256 of what a graph does; where its steps stand on the canvas does not count. */
export function contentHash(graph: WorkflowGraph): string {
  return createHash("sha256").update(canonicalGraph(graph)).digest("hex");
}
