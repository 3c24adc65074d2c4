import { WorkflowGraph } from "../../packages/contracts/src/index.ts";

/** A workflow to be published. */
export type DemoWorkflow = { readonly name: string; readonly graph: WorkflowGraph };

/** What every demo tenant has running. */
export const DEMO_WORKFLOWS: readonly DemoWorkflow[] = [
  {
    name: "First call for each new deal",
    graph: WorkflowGraph.parse({
      schema: 1,
      trigger: { type: "record_created@1", config: { entityType: "deals" } },
      steps: [
        {
          key: "first_call",
          type: "create_record@1",
          name: "Create a task for the first call",
          config: {
            entityType: "tasks",
            fields: {
              title: { kind: "template", text: "First call: {{ record.name }}" },
              priority: { kind: "literal", value: "high" },
              deal: { kind: "formula", cel: "record.id" },
            },
          },
        },
      ],
      edges: [{ from: "trigger", to: "first_call" }],
    }),
  },
  {
    name: "Welcome an enterprise company",
    graph: WorkflowGraph.parse({
      schema: 1,
      trigger: { type: "record_updated@1", config: { entityType: "companies", watchedFields: ["segment"] } },
      steps: [
        {
          key: "is_enterprise",
          type: "if_else@1",
          name: "Is it enterprise now?",
          config: {
            condition: {
              kind: "rules",
              match: "all",
              rules: [{ left: "record.segment", operator: "changedTo", right: "enterprise" }],
            },
          },
        },
        {
          key: "tell_sales",
          type: "send_email@1",
          name: "Tell the sales team",
          config: {
            to: "sales-team@demo.example",
            subject: "{{ record.name }} is an enterprise company",
            body: "Plan a visit to {{ record.name }}.",
          },
        },
        { key: "a_day", type: "delay@1", name: "Wait a day", config: { amount: 1, unit: "days" } },
        {
          key: "plan_visit",
          type: "create_record@1",
          name: "Create a task for the visit",
          config: {
            entityType: "tasks",
            fields: {
              title: { kind: "template", text: "Plan a visit: {{ record.name }}" },
              company: { kind: "formula", cel: "record.id" },
            },
          },
        },
      ],
      edges: [
        { from: "trigger", to: "is_enterprise" },
        { from: "is_enterprise", port: "true", to: "tell_sales" },
        { from: "tell_sales", to: "a_day" },
        { from: "a_day", to: "plan_visit" },
      ],
    }),
  },
];
