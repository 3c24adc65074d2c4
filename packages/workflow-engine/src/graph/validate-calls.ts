import type { StepDefinition, WorkflowGraph, WorkflowProblem } from "@catalyst/contracts";
import type { KnownWorkflow, WorkflowMetadata } from "./workflow-metadata.ts";

/** What is wrong with calls of other workflows: one that is not there, and circles, which would never end. */
export function validateCalls(graph: WorkflowGraph, metadata: WorkflowMetadata): readonly WorkflowProblem[] {
  const known = new Map((metadata.workflows ?? []).map((workflow) => [workflow.workflowId as string, workflow]));
  if (metadata.workflows === undefined) return [];
  return graph.steps.flatMap((step) => {
    const target = calledBy(step);
    return target === null ? [] : callProblem(step, target, { known, self: metadata.workflowId ?? null });
  });
}

/** The workflows that a graph calls. */
export function callsOf(graph: WorkflowGraph): readonly string[] {
  return [...new Set(graph.steps.flatMap((step) => calledBy(step) ?? []))];
}

type Neighbours = { readonly known: ReadonlyMap<string, KnownWorkflow>; readonly self: string | null };

function callProblem(step: StepDefinition, target: string, around: Neighbours): readonly WorkflowProblem[] {
  const called = around.known.get(target);
  if (target === around.self) return [problem("calls_itself", step, `"${step.name}" calls this very workflow.`)];
  if (called === undefined)
    return [problem("unknown_workflow", step, `"${step.name}" calls a workflow that does not exist.`)];
  if (called.triggerType === null)
    return [problem("workflow_not_live", step, `"${called.name}" is not published, so it can't be called.`)];
  if (called.triggerType !== "workflow_called@1")
    return [problem("not_callable", step, `"${called.name}" does not start by being called.`)];
  if (around.self !== null && reaches(target, around.self, around.known))
    return [problem("call_cycle", step, `"${called.name}" calls this workflow in turn, so they would never end.`)];
  return [];
}

function reaches(from: string, to: string, known: ReadonlyMap<string, KnownWorkflow>): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === to) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    open.push(...(known.get(at)?.calls ?? []));
  }
  return false;
}

function calledBy(step: StepDefinition): string | null {
  const target = step.type.startsWith("call_workflow@") ? step.config["workflowId"] : null;
  return typeof target === "string" && target !== "" ? target : null;
}

function problem(code: string, step: StepDefinition, message: string): WorkflowProblem {
  return { severity: "error", code, message, stepKey: step.key, path: "workflowId" };
}
