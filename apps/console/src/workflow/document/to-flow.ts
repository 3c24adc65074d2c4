import type { StepDefinition, WorkflowProblem } from "@catalyst/contracts";
import { findStepType } from "@catalyst/workflow-engine";
import type { Edge, Node } from "@xyflow/react";
import type { Described } from "./describe-path.ts";
import { edgeName, findStep, placesOf, portsOf } from "./edges.ts";
import { type Fact, plainFact } from "./fact.ts";
import { type EdgePlace, TRIGGER } from "./graph-operation.ts";
import { isItemEnd, type LoopBody, parallelJoins, loopBodies } from "./loops.ts";
import { laneNodes } from "./lane-nodes.ts";
import { END_HEIGHT, END_WIDTH, endId, type GraphLayout, NODE_HEIGHT, NODE_WIDTH } from "./layout.ts";
import { isTaken, type StepProgress, type StepRunState } from "./run-states.ts";
import { stepFact, triggerFact, triggerName } from "./step-fact.ts";

/** How a step differs from another version; `same`: it does not. */
export type DiffMark = "added" | "removed" | "changed" | "same";

/** What a badge says of a step's problems. */
export type ProblemBadge = {
  readonly severity: WorkflowProblem["severity"];
  readonly count: number;
  readonly message: string;
};

/** What a node of the canvas shows. `state` in a run alone. */
export type StepNodeData = {
  readonly origin: string;
  readonly type: string;
  readonly name: Fact;
  readonly fact: Fact;
  readonly problem: ProblemBadge | null;
  readonly state: StepRunState | null;
  /** Beside another version alone. */
  readonly diff: DiffMark | null;
  /** Branches of a parallel step meet here, and all are waited for. */
  readonly joins: boolean;
};

/** What an edge of the canvas shows; `label` of a branch, `laneX` where the layout keeps a lane for it. */
export type InsertEdgeData = {
  readonly place: EdgePlace;
  readonly label: string;
  readonly fromName: Fact;
  readonly toName: Fact | null;
  readonly laneX: number | null;
  readonly bendAtSource: boolean;
  /** null outside a run. */
  readonly taken: boolean | null;
  readonly diff: "added" | "removed" | null;
};

export type StepNode = Node<{ readonly step: StepNodeData }, "step">;
/** `again`: the end of an item of a loop. */
export type EndNode = Node<{ readonly again: boolean }, "end">;
/** The block around what a loop repeats. */
export type LaneNode = Node<{ readonly width: number; readonly height: number }, "lane">;
/** Where another version has a step that this one lacks. */
export type SlotNode = Node<Record<string, never>, "slot">;
export type FlowNode = LaneNode | StepNode | EndNode | SlotNode;
export type InsertEdge = Edge<{ readonly insert: InsertEdgeData }, "insert">;
export type Flow = { readonly nodes: readonly FlowNode[]; readonly edges: readonly InsertEdge[] };

/** Everything that the canvas is derived from. */
export type FlowSource = Described & {
  readonly layout: GraphLayout;
  readonly problems: readonly WorkflowProblem[];
  readonly states: ReadonlyMap<string, StepProgress> | null;
  readonly comparison?: Comparison;
};

/** What a version looks like beside another one: marks by step, edges by name, and steps that only the other one has. */
export type Comparison = {
  readonly steps: ReadonlyMap<string, DiffMark>;
  readonly edges: ReadonlyMap<string, "added" | "removed">;
  readonly slots: readonly string[];
};

/** React Flow's nodes and edges. Pure: the document is ours, this is only its picture. */
export function toFlow(source: FlowSource): Flow {
  const places = placesOf(source.graph).filter((place) =>
    place.to === null ? source.layout.nodes.has(endId(place)) : findStep(source.graph, place.to) !== undefined,
  );
  const slots = (source.comparison?.slots ?? []).map((key) => slotNode(source, key));
  const bodies = loopBodies(source.graph);
  const joins = parallelJoins(source.graph);
  const ends = places
    .filter((place) => place.to === null && source.states === null)
    .map((place) => endNode(source, place, bodies));
  const steps = [triggerNode(source), ...source.graph.steps.map((step) => stepNode(source, step, joins.has(step.key)))];
  const lanes = laneNodes(bodies, [...steps, ...ends]);
  const drawn = source.states === null ? places : places.filter((place) => place.to !== null);
  return { nodes: [...lanes, ...steps, ...ends, ...slots], edges: drawn.map((place) => insertEdge(source, place)) };
}

/** Problems of a step, or of the trigger and the whole (`origin` trigger), as one badge. */
export function problemBadge(problems: readonly WorkflowProblem[], origin: string): ProblemBadge | null {
  const own = problems.filter((problem) => (problem.stepKey ?? TRIGGER) === origin);
  const errors = own.filter((problem) => problem.severity === "error");
  const [first] = errors.length > 0 ? errors : own;
  if (first === undefined) return null;
  return { severity: first.severity, count: errors.length > 0 ? errors.length : own.length, message: first.message };
}

function triggerNode(source: FlowSource): StepNode {
  const data = {
    origin: TRIGGER,
    type: source.graph.trigger.type,
    name: triggerName(source),
    fact: triggerFact(source),
    joins: false,
  };
  return node(source, data, source.graph.triggerPosition);
}

function stepNode(source: FlowSource, step: StepDefinition, joins: boolean): StepNode {
  return node(
    source,
    { origin: step.key, type: step.type, name: plainFact(step.name), fact: stepFact(step, source), joins },
    step.position,
  );
}

function node(
  source: FlowSource,
  data: Pick<StepNodeData, "origin" | "type" | "name" | "fact" | "joins">,
  moved: { x: number; y: number } | undefined,
): StepNode {
  const progress = source.states?.get(data.origin);
  const step = {
    ...data,
    fact: progress?.fact ?? data.fact,
    problem: problemBadge(source.problems, data.origin),
    state: progress?.state ?? null,
    diff: source.comparison === undefined ? null : (source.comparison.steps.get(data.origin) ?? "same"),
  };
  return {
    id: data.origin,
    type: "step",
    position: moved ?? source.layout.nodes.get(data.origin) ?? { x: 0, y: 0 },
    width: NODE_WIDTH,
    height: NODE_HEIGHT,
    data: { step },
  };
}

function endNode(source: FlowSource, place: EdgePlace, bodies: readonly LoopBody[]): EndNode {
  const at = source.layout.nodes.get(endId(place)) ?? { x: 0, y: 0 };
  return {
    id: endId(place),
    type: "end",
    position: { x: at.x + (NODE_WIDTH - END_WIDTH) / 2, y: at.y },
    width: END_WIDTH,
    height: END_HEIGHT,
    draggable: false,
    data: { again: bodies.some((body) => isItemEnd(body, place)) },
  };
}

function slotNode(source: FlowSource, key: string): SlotNode {
  return {
    id: `slot:${key}`,
    type: "slot",
    position: source.layout.nodes.get(key) ?? { x: 0, y: 0 },
    width: NODE_WIDTH,
    height: NODE_HEIGHT,
    draggable: false,
    data: {},
  };
}

function insertEdge(source: FlowSource, place: EdgePlace): InsertEdge {
  const ports = portsOf(source.graph, place.from);
  const label = ports.length > 1 ? (ports.find((port) => port.key === place.port)?.label ?? place.port) : "";
  const target = place.to ?? endId(place);
  const taken = source.states === null || place.to === null ? null : isTaken({ ...place, to: place.to }, source.states);
  const insert = {
    place,
    label,
    fromName: nameOf(source, place.from),
    toName: place.to === null ? null : nameOf(source, place.to),
    laneX: laneOf(source, place),
    bendAtSource: ports.length > 1,
    taken,
    diff: source.comparison?.edges.get(edgeName(place)) ?? null,
  };
  return { id: edgeName(place), type: "insert", source: place.from, target, data: { insert } };
}

function nameOf(source: FlowSource, origin: string): Fact {
  const step = findStep(source.graph, origin);
  return step === undefined ? triggerName(source) : plainFact(step.name);
}

/** A lane is right only while both ends stand where the layout put them. */
function laneOf({ graph, layout }: FlowSource, place: EdgePlace): number | null {
  const moved = [place.from, place.to].some(
    (key) => key !== null && (key === TRIGGER ? graph.triggerPosition : findStep(graph, key)?.position) !== undefined,
  );
  return moved ? null : (layout.lanes.get(edgeName(place)) ?? null);
}

/** Label and description of a step type for the picker and the panel; the type's name where it is not registered. */
export function typeLabel(type: string): string {
  return findStepType(type)?.label ?? type;
}
