import type { EdgeDefinition, WorkflowGraph } from "@catalyst/contracts";
import { diffGraphs, type GraphDiff } from "@catalyst/workflow-engine";
import { edgeName, uniqueEdges } from "./edges.ts";
import { TRIGGER } from "./graph-operation.ts";
import { type GraphLayout, layoutGraph } from "./layout.ts";
import type { Comparison, DiffMark } from "./to-flow.ts";

/** Two canvases share the width: branches stand closer. */
const SIDE_GAP = 48;

/** One of two versions that stand beside each other. */
export type ComparedSide = { readonly graph: WorkflowGraph; readonly comparison: Comparison };

/** Two versions with what differs, laid out together, so that the same step stands at the same place on both sides. */
export type ComparedGraphs = {
  readonly diff: GraphDiff;
  readonly layout: GraphLayout;
  readonly before: ComparedSide;
  readonly after: ComparedSide;
};

/** Puts two versions beside each other. Pure. */
export function compareGraphs(before: WorkflowGraph, after: WorkflowGraph): ComparedGraphs {
  const diff = diffGraphs(before, after);
  const keys = (kind: "added" | "removed") => diff.steps.flatMap((step) => (step.kind === kind ? [step.key] : []));
  return {
    diff,
    layout: layoutGraph(unionOf(before, after), SIDE_GAP),
    before: {
      graph: unplaced(before),
      comparison: { steps: marksOf(diff), edges: edgeMarks(diff.edges.removed, "removed"), slots: keys("added") },
    },
    after: {
      graph: unplaced(after),
      comparison: { steps: marksOf(diff), edges: edgeMarks(diff.edges.added, "added"), slots: keys("removed") },
    },
  };
}

/** Both versions as one, each step once. */
function unionOf(before: WorkflowGraph, after: WorkflowGraph): WorkflowGraph {
  const kept = new Set(after.steps.map(({ key }) => key));
  const steps = [...after.steps, ...before.steps.filter(({ key }) => !kept.has(key))];
  return { ...after, steps, edges: uniqueEdges([...after.edges, ...before.edges]) };
}

/** Without the places that people chose: those of two versions say nothing beside each other. */
function unplaced({ triggerPosition: _trigger, ...graph }: WorkflowGraph): WorkflowGraph {
  return { ...graph, steps: graph.steps.map(({ position: _position, ...step }) => step) };
}

function marksOf(diff: GraphDiff): ReadonlyMap<string, DiffMark> {
  const trigger: [string, DiffMark][] = diff.trigger.length > 0 ? [[TRIGGER, "changed"]] : [];
  return new Map([...trigger, ...diff.steps.map(({ key, kind }): [string, DiffMark] => [key, kind])]);
}

function edgeMarks<Mark>(edges: readonly EdgeDefinition[], mark: Mark): ReadonlyMap<string, Mark> {
  return new Map(edges.map((edge) => [edgeName(edge), mark]));
}
