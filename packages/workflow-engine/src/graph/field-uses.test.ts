import { WorkflowGraph } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { graphUsesField } from "./field-uses.ts";

const step = (key: string, type: string, config: object): object => ({ key, type, name: key, config });

function graph(config: object, steps: readonly object[] = []): WorkflowGraph {
  return WorkflowGraph.parse({
    schema: 1,
    trigger: { type: "record_updated@1", config: { entityType: "companies", ...config } },
    steps,
    edges: [],
  });
}

const TIER = { entityType: "companies", key: "tier" };
const template = (text: string): object => ({ kind: "template", text });

test.each([
  ["a watched field", graph({ watchedFields: ["tier"] })],
  [
    "a rule of the trigger",
    graph({ condition: { kind: "rules", match: "all", rules: [{ left: "record.tier", operator: "isEmpty" }] } }),
  ],
  ["a formula", graph({ condition: { kind: "formula", cel: 'previous["tier"] == "gold"' } })],
  [
    "a template in a text",
    graph({}, [step("s1", "send_email@1", { to: "a@b.c", subject: "{{ record.tier }}", body: "" })]),
  ],
  [
    "a value that a step writes",
    graph({}, [step("s1", "create_record@1", { entityType: "companies", fields: { tier: template("x") } })]),
  ],
  [
    "a filter",
    graph({}, [
      step("s1", "find_records@1", {
        entityType: "companies",
        filter: { kind: "and", filters: [{ kind: "condition", field: "tier", operator: "isEmpty" }] },
      }),
    ]),
  ],
  [
    "a path over a relation",
    graph({}, [
      step("s1", "find_records@1", {
        entityType: "contacts",
        filter: { kind: "condition", field: "company.tier", operator: "isEmpty" },
      }),
    ]),
  ],
  [
    "the output of a step",
    graph({}, [
      step("s1", "create_record@1", { entityType: "companies", fields: {} }),
      step("s2", "create_record@1", { entityType: "tasks", fields: { title: template("{{ steps.s1.tier }}") } }),
    ]),
  ],
])("%s uses the field", (_what, given) => {
  expect(graphUsesField(given, TIER)).toBe(true);
});

test.each([
  [
    "the same key of another entity type",
    graph({}, [step("s1", "create_record@1", { entityType: "contacts", fields: { tier: template("x") } })]),
  ],
  [
    "the output of a step on another entity type",
    graph({}, [
      step("s1", "create_record@1", { entityType: "contacts", fields: {} }),
      step("s2", "create_record@1", { entityType: "tasks", fields: { title: template("{{ steps.s1.tier }}") } }),
    ]),
  ],
  [
    "a text that only looks like it",
    graph({}, [step("s1", "send_email@1", { to: "a@b.c", subject: "record.tier", body: "" })]),
  ],
  ["a formula that can't be read", graph({ condition: { kind: "formula", cel: "record.tier ==" } })],
])("%s does not use it", (_what, given) => {
  expect(graphUsesField(given, TIER)).toBe(false);
});
