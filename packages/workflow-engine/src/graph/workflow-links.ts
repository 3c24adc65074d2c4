import type { StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import { exitsOf } from "../step/exits.ts";
import { indexGraph } from "./graph-index.ts";

/** How a workflow starts others, and is started: what of it can be proved from its graph. */
export type WorkflowLinks = {
  /** Workflows that it calls. */
  readonly calls: readonly string[];
  /** Entity types of which each of its runs creates a record, whatever its conditions say. */
  readonly creates: readonly string[];
  /** The entity type whose every new record starts it; null: not every one does. */
  readonly startsOnCreated: string | null;
};

/** What a graph says of how it starts other workflows. */
export function linksOf(graph: WorkflowGraph): WorkflowLinks {
  const { type, config } = graph.trigger;
  const startsAlways = type === "record_created@1" && config.condition === undefined;
  return {
    calls: unique(graph.steps.flatMap((step) => calledBy(step) ?? [])),
    creates: unique(alwaysRun(graph).flatMap((step) => createdBy(step) ?? [])),
    startsOnCreated: startsAlways ? config.entityType : null,
  };
}

/** The workflow that a step calls, or null. */
export function calledBy(step: StepDefinition): string | null {
  const target = step.type.startsWith("call_workflow@") ? step.config["workflowId"] : null;
  return typeof target === "string" && target !== "" ? target : null;
}

/** The entity type of which a step creates a record, or null. */
export function createdBy(step: StepDefinition): string | null {
  if (step.type.startsWith("create_task@")) return "tasks";
  if (step.type.startsWith("create_note@")) return "notes";
  const created = step.type.startsWith("create_record@") ? step.config["entityType"] : null;
  return typeof created === "string" ? created : null;
}

/** Steps that every run comes to: no exit on the way is chosen by a condition, a loop or a time-out. */
export function alwaysRun(graph: WorkflowGraph): readonly StepDefinition[] {
  const index = indexGraph(graph);
  const reached = new Set<string>();
  const open: string[] = ["trigger"];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const edge of index.outgoing.get(at) ?? []) {
      if (reached.has(edge.to)) continue;
      reached.add(edge.to);
      const step = index.steps.get(edge.to);
      if (step !== undefined && (exitsOf(step).length === 1 || step.type.startsWith("parallel@"))) open.push(edge.to);
    }
  }
  return graph.steps.filter((step) => reached.has(step.key));
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
