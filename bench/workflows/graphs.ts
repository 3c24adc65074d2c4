import { type ValueExpression, WorkflowGraph } from "@catalyst/contracts";

/** Fields that the five steps change, one each; the trigger watches another one. Global search reads one of them, the website. */
const CHANGED_FIELDS = ["description", "industry", "country", "website", "employee_count"] as const;

/** Changes of a record's city start a chain of steps that change that record, each another field. */
function updates(fields: readonly string[]): WorkflowGraph {
  const keys = fields.map((field) => `write_${field}`);
  return WorkflowGraph.parse({
    schema: 1,
    trigger: { type: "record_updated@1", config: { entityType: "companies", watchedFields: ["city"] } },
    steps: fields.map((field) => ({
      key: `write_${field}`,
      type: "update_record@1",
      name: `Write ${field}`,
      config: { entityType: "companies", target: { kind: "trigger" }, fields: { [field]: valueOf(field) } },
    })),
    edges: keys.map((to, index) => ({ from: keys[index - 1] ?? "trigger", to })),
  });
}

/** A record that comes from SQL has none of these values, so that each is a change. */
function valueOf(field: string): ValueExpression {
  if (field === "employee_count") return { kind: "formula", cel: "size(record.name)" };
  return { kind: "template", text: `{{ record.name }} in {{ record.city }}: ${field}` };
}

/** Five steps, each of which changes the record. */
export const FIVE_UPDATES = updates(CHANGED_FIELDS);
/** One step that changes the record. */
export const ONE_UPDATE = updates(CHANGED_FIELDS.slice(0, 1));
