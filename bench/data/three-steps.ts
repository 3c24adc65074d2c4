import { WorkflowGraph } from "@catalyst/contracts";

/** Three steps that only the database sees: a condition, a new task, a change of the record. Triggered by a change of `city`. */
export const THREE_STEPS = WorkflowGraph.parse({
  schema: 1,
  trigger: { type: "record_updated@1", config: { entityType: "companies", watchedFields: ["city"] } },
  steps: [
    {
      key: "has_city",
      type: "if_else@1",
      name: "Is there a city?",
      config: { condition: { kind: "rules", match: "all", rules: [{ left: "record.city", operator: "isNotEmpty" }] } },
    },
    {
      key: "plan_visit",
      type: "create_record@1",
      name: "Plan a visit",
      config: {
        entityType: "tasks",
        fields: {
          title: { kind: "template", text: "Visit {{ record.name }}" },
          company: { kind: "formula", cel: "record.id" },
        },
      },
    },
    {
      key: "note_it",
      type: "update_record@1",
      name: "Note it",
      config: {
        entityType: "companies",
        target: { kind: "trigger" },
        fields: { description: { kind: "template", text: "In {{ record.city }} now" } },
      },
    },
  ],
  edges: [
    { from: "trigger", to: "has_city" },
    { from: "has_city", port: "true", to: "plan_visit" },
    { from: "plan_visit", to: "note_it" },
  ],
});
