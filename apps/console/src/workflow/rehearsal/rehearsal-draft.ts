import {
  type FieldValue,
  type FieldValues,
  type InputField,
  RecordId,
  type RehearseInput,
  type WorkflowGraph,
  type WorkflowId,
} from "@catalyst/contracts";

/** What the form holds. */
export type RehearsalDraft = {
  readonly recordId: string;
  /** The field that is taken to have changed, and what it held before; none: an unspecified change. */
  readonly changedField: string;
  readonly previous: FieldValue;
  readonly input: FieldValues;
  readonly approvals: RehearseInput["approvals"];
};

/** The form's start: the first watched field is the one that changed. */
export function startDraft(graph: WorkflowGraph): RehearsalDraft {
  const { watchedFields, changes } = graph.trigger.config;
  const changedField = changes?.[0]?.field ?? watchedFields[0] ?? "";
  return { recordId: "", changedField, previous: changes?.[0]?.from ?? null, input: {}, approvals: "approved" };
}

type Asked = { readonly workflowId: WorkflowId; readonly graph: WorkflowGraph; readonly draft: RehearsalDraft };

/** What is sent. Pure. */
export function toRehearseInput({ workflowId, graph, draft }: Asked) {
  const { entityType, input = [] } = graph.trigger.config;
  const record = RecordId.safeParse(draft.recordId);
  return {
    workflowId,
    graph,
    approvals: draft.approvals,
    previous: draft.changedField === "" ? {} : { [draft.changedField]: draft.previous },
    ...(record.success && entityType !== "" ? { record: { entityType, id: record.data } } : {}),
    ...(input.length > 0 ? { input: draft.input } : {}),
  };
}

/** The value that a text typed for an input means. Pure. */
export function inputValue(type: InputField["type"], text: string): FieldValue {
  if (text === "") return null;
  switch (type) {
    case "number":
      return Number(text);
    case "boolean":
      return text === "true";
    case "json":
      return jsonOr(text);
    case "text":
    case "date":
    case "dateTime":
      return text;
  }
}

function jsonOr(text: string): FieldValue {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
