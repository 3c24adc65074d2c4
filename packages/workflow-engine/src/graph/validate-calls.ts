import type { StepDefinition, WorkflowGraph, WorkflowProblem } from "@catalyst/contracts";
import { alwaysRun, calledBy, createdBy, linksOf, type WorkflowLinks } from "./workflow-links.ts";
import type { KnownWorkflow, WorkflowMetadata } from "./workflow-metadata.ts";

/**
 * What is wrong with how workflows start each other: calls of one that is not there or does not start so, and circles that
 * would never end, by calls or by records that each of them creates. What can't be proved is stopped by a budget later.
 */
export function validateCalls(graph: WorkflowGraph, metadata: WorkflowMetadata): readonly WorkflowProblem[] {
  const around = neighboursOf(graph, metadata);
  const always = new Set(alwaysRun(graph).map((step) => step.key));
  return graph.steps.flatMap((step) => {
    const target = calledBy(step);
    if (target !== null) return metadata.workflows === undefined ? [] : callProblem(step, target, around);
    const created = always.has(step.key) ? createdBy(step) : null;
    return created === null ? [] : creationProblem(step, created, around);
  });
}

type Neighbours = {
  readonly self: string | null;
  readonly own: WorkflowLinks;
  readonly known: readonly KnownWorkflow[];
};

function neighboursOf(graph: WorkflowGraph, metadata: WorkflowMetadata): Neighbours {
  const self = metadata.workflowId ?? null;
  const known = (metadata.workflows ?? []).filter((workflow) => workflow.workflowId !== self);
  return { self, own: linksOf(graph), known };
}

function callProblem(step: StepDefinition, target: string, around: Neighbours): readonly WorkflowProblem[] {
  const called = around.known.find((workflow) => workflow.workflowId === target);
  if (target === around.self) return [problem("calls_itself", step, `"${step.name}" calls this very workflow.`)];
  if (called === undefined)
    return [problem("unknown_workflow", step, `"${step.name}" calls a workflow that does not exist.`)];
  if (called.triggerType === null)
    return [problem("workflow_not_live", step, `"${called.name}" is not published, so it can't be called.`)];
  if (called.triggerType !== "workflow_called@1")
    return [problem("not_callable", step, `"${called.name}" does not start by being called.`)];
  if (leadsBack([called], around))
    return [problem("call_cycle", step, `"${called.name}" starts this workflow in turn, so they would never end.`)];
  return [];
}

function creationProblem(step: StepDefinition, created: string, around: Neighbours): readonly WorkflowProblem[] {
  if (around.own.startsOnCreated === created)
    return [
      problem(
        "starts_itself",
        step,
        `"${step.name}" starts this workflow again, and so on without end. Give the trigger a condition.`,
      ),
    ];
  const started = around.known.filter((workflow) => workflow.links.startsOnCreated === created);
  if (!leadsBack(started, around)) return [];
  const message = `"${step.name}" starts ${started.map((workflow) => `"${workflow.name}"`).join(", ")}, which starts this workflow in turn, without end.`;
  return [problem("start_cycle", step, message)];
}

/** Whether some workflows start, directly or through others, the one that is checked. */
function leadsBack(started: readonly KnownWorkflow[], around: Neighbours): boolean {
  const seen = new Set<KnownWorkflow>();
  const open = [...started];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const { calls, creates } = at.links;
    if (around.self !== null && calls.includes(around.self)) return true;
    if (around.own.startsOnCreated !== null && creates.includes(around.own.startsOnCreated)) return true;
    open.push(...around.known.filter((workflow) => isStartedBy(workflow, at)));
  }
  return false;
}

function isStartedBy(workflow: KnownWorkflow, starter: KnownWorkflow): boolean {
  const { calls, creates } = starter.links;
  const { startsOnCreated } = workflow.links;
  return calls.includes(workflow.workflowId) || (startsOnCreated !== null && creates.includes(startsOnCreated));
}

function problem(code: string, step: StepDefinition, message: string): WorkflowProblem {
  return { severity: "error", code, message, stepKey: step.key, path: null };
}
