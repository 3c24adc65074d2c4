import type { StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import { findStep, placesBehind, portsOf, reachableFrom } from "./edges.ts";
import { type EdgePlace, type Origin, TRIGGER } from "./graph-operation.ts";

/** One row of the outline. `goto`: the flow goes on at a step that another row shows. */
export type OutlineRow =
  | { readonly kind: "trigger"; readonly depth: number }
  | { readonly kind: "step"; readonly depth: number; readonly step: StepDefinition; readonly place: EdgePlace }
  | {
      readonly kind: "branch";
      readonly depth: number;
      readonly origin: Origin;
      readonly port: string;
      readonly label: string;
    }
  | { readonly kind: "open"; readonly depth: number; readonly place: EdgePlace }
  | { readonly kind: "goto"; readonly depth: number; readonly step: StepDefinition; readonly place: EdgePlace };

type Walk = { readonly graph: WorkflowGraph; readonly rows: OutlineRow[]; readonly shown: Set<string> };
type Stretch = { readonly place: EdgePlace; readonly depth: number; readonly stop: string | null };

/** The same document as a tree: branches are indented, and the flow goes on below them where they join. */
export function outlineRows(graph: WorkflowGraph): readonly OutlineRow[] {
  const walk: Walk = { graph, rows: [{ kind: "trigger", depth: 0 }], shown: new Set() };
  for (const place of placesBehind(graph, TRIGGER, "next")) showStretch(walk, { place, depth: 0, stop: null });
  return walk.rows;
}

function showStretch(walk: Walk, stretch: Stretch): void {
  const { depth, stop } = stretch;
  let at: EdgePlace | undefined = stretch.place;
  while (at !== undefined) {
    const place: EdgePlace = at;
    const step = place.to === null ? undefined : findStep(walk.graph, place.to);
    if (step === undefined) return void walk.rows.push({ kind: "open", depth, place });
    if (step.key === stop) return showEmptyBranch(walk, place, depth);
    if (walk.shown.has(step.key)) return void walk.rows.push({ kind: "goto", depth, step, place });
    walk.shown.add(step.key);
    walk.rows.push({ kind: "step", depth, step, place });
    at = portsOf(walk.graph, step.key).length > 1 ? showBranches(walk, step, stretch) : showOthers(walk, step, stretch);
  }
}

/** A branch that goes straight to the join has no step, but a place for one. */
function showEmptyBranch(walk: Walk, place: EdgePlace, depth: number): void {
  if (portsOf(walk.graph, place.from).length > 1) walk.rows.push({ kind: "open", depth, place });
}

/** Shows the branches and gives back the place where they have joined, if they do before the stretch ends. */
function showBranches(walk: Walk, step: StepDefinition, { depth, stop }: Stretch): EdgePlace | undefined {
  const join = joinOf(walk.graph, step.key);
  const last: { place?: EdgePlace } = {};
  for (const port of portsOf(walk.graph, step.key)) {
    walk.rows.push({ kind: "branch", depth: depth + 1, origin: step.key, port: port.key, label: port.label });
    for (const place of placesBehind(walk.graph, step.key, port.key))
      showStretch(walk, { place, depth: depth + 1, stop: join ?? stop });
    last.place = { from: step.key, port: port.key, to: join };
  }
  return join === null || join === stop ? undefined : last.place;
}

/** The first connection goes on in the loop; further ones, of documents made by hand, are shown before it. */
function showOthers(walk: Walk, step: StepDefinition, { depth, stop }: Stretch): EdgePlace | undefined {
  const [port] = portsOf(walk.graph, step.key);
  const [first, ...others] = port === undefined ? [] : placesBehind(walk.graph, step.key, port.key);
  for (const place of others) showStretch(walk, { place, depth: depth + 1, stop });
  return first;
}

/** The first step that all used exits of a step lead to; null when they end apart. */
function joinOf(graph: WorkflowGraph, key: string): string | null {
  const used = portsOf(graph, key).map((port) =>
    placesBehind(graph, key, port.key).flatMap((place) => (place.to === null ? [] : [place.to])),
  );
  if (used.some((targets) => targets.length === 0)) return null;
  const reached = used.map((targets) => new Set(targets.flatMap((to) => [to, ...reachableFrom(graph.edges, to)])));
  const common = graph.steps
    .map((step) => step.key)
    .filter((candidate) => reached.every((keys) => keys.has(candidate)));
  return (
    common.find(
      (candidate) => !common.some((other) => other !== candidate && reachableFrom(graph.edges, other).has(candidate)),
    ) ?? null
  );
}
