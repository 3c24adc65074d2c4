import { ROLES, WorkflowGraph } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { SAMPLE_METADATA, sampleField } from "../testing/sample-metadata.ts";
import { validatePermissions } from "./validate-permissions.ts";

const metadata = {
  ...SAMPLE_METADATA,
  entityTypes: SAMPLE_METADATA.entityTypes.map((entityType) => ({
    ...entityType,
    fields: [
      ...entityType.fields,
      sampleField("salary", "number", { label: "Salary", writeRoles: ["manager"] }),
      sampleField("secret", "text", { label: "Secret", readRoles: ["manager"] }),
    ],
  })),
};

function graphOn(trigger: string, fields: readonly string[]): WorkflowGraph {
  const values = Object.fromEntries(fields.map((field) => [field, { kind: "literal", value: "1" }]));
  const step = {
    key: "s1",
    type: "create_record@1",
    name: "Make it",
    config: { entityType: "companies", fields: values },
  };
  return WorkflowGraph.parse({
    schema: 1,
    trigger: { type: trigger, config: { entityType: trigger === "schedule@1" ? "" : "companies" } },
    steps: [{ ...step, compensation: { type: "delete_record@1", config: {} } }],
    edges: [{ from: "trigger", to: "s1" }],
  });
}

const found = (graph: WorkflowGraph, publisherRole?: (typeof ROLES)[number]) =>
  validatePermissions(graph, publisherRole === undefined ? metadata : { ...metadata, publisherRole }).map(
    ({ severity, code, stepKey, path }) => `${severity} ${stepKey} ${path} ${code}`,
  );

test("a step that needs a right which its publisher has not is refused, and so is what undoes it", () => {
  expect(found(graphOn("schedule@1", ["name"]), "read_only")).toEqual([
    "error s1 null permission_missing",
    "error s1 compensation permission_missing",
  ]);
  expect(found(graphOn("schedule@1", ["name"]), "sales")).toEqual([]);
});

test("a field that the publisher may not write, or not even see, is refused where the step writes it", () => {
  expect(found(graphOn("schedule@1", ["name", "salary", "secret"]), "sales")).toEqual([
    "error s1 fields.salary permission_missing",
    "error s1 fields.secret permission_missing",
  ]);
  expect(found(graphOn("schedule@1", ["salary", "secret"]), "manager")).toEqual([]);
});

test("where others start the runs, a field that some of them may not write is warned of", () => {
  expect(found(graphOn("record_created@1", ["salary"]), "admin")).toEqual([
    "warning s1 fields.salary permission_of_others",
  ]);
  expect(found(graphOn("schedule@1", ["salary"]), "admin")).toEqual([]);
});

test("nothing is said while nobody is about to publish", () => {
  expect(found(graphOn("schedule@1", ["salary"]))).toEqual([]);
});
