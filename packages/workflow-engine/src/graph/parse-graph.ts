import { DomainError, WorkflowGraph } from "@catalyst/contracts";

/** Reads a stored or sent graph. @throws DomainError `workflow_invalid` with one problem for each wrong part */
export function parseGraph(value: unknown): WorkflowGraph {
  const parsed = WorkflowGraph.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => ({
    field: issue.path.join("."),
    code: "shape",
    message: issue.message,
  }));
  throw new DomainError("workflow_invalid", "This is not a workflow that can be read.", { problems });
}
