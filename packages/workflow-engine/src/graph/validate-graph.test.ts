import type { EdgeDefinition, StepDefinition, WorkflowCondition, WorkflowGraph } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { z } from "zod";
import { SAMPLE_METADATA } from "../testing/sample-metadata.ts";
import { canonicalGraph } from "./canonical-graph.ts";
import { dataPathsFor } from "./data-paths.ts";
import { isPublishable, validateGraph } from "./validate-graph.ts";

const step = (key: string, type: string, config: StepDefinition["config"]): StepDefinition => ({
  key,
  type,
  name: key,
  config,
  onError: "fail",
});
const task = (
  key: string,
  fields: StepDefinition["config"] = { title: { kind: "literal", value: "x" } },
): StepDefinition => step(key, "create_record@1", { entityType: "tasks", fields });
const branch = (key: string, condition: WorkflowCondition): StepDefinition =>
  step(key, "if_else@1", { condition: z.json().parse(condition) });
const edge = (from: string, to: string, port = "next"): EdgeDefinition => ({ from, to, port });

function graph(
  steps: readonly StepDefinition[],
  edges: readonly EdgeDefinition[],
  config: Partial<WorkflowGraph["trigger"]["config"]> = {},
): WorkflowGraph {
  return {
    schema: 1,
    trigger: { type: "record_updated@1", config: { entityType: "companies", watchedFields: [], ...config } },
    steps: [...steps],
    edges: [...edges],
  };
}

const codes = (subject: WorkflowGraph): readonly string[] =>
  validateGraph(subject, SAMPLE_METADATA).map((problem) =>
    [problem.stepKey ?? "trigger", problem.path, problem.code].filter((part) => part !== null).join(" "),
  );

const isA: WorkflowCondition = {
  kind: "rules",
  match: "all",
  rules: [{ left: "record.tier", operator: "changedTo", right: "A" }],
};
const wholeRun = graph(
  [
    branch("check", isA),
    step("mail", "send_email@1", { to: "a@example.test", subject: "{{ record.name }}", body: "{{ previous.tier }}" }),
    step("wait", "delay@1", { amount: 2, unit: "days" }),
    task("todo", { title: { kind: "template", text: "Call {{ record.name }}, {{ steps.mail.messageId }}" } }),
  ],
  [edge("trigger", "check"), edge("check", "mail", "true"), edge("mail", "wait"), edge("wait", "todo")],
  { watchedFields: ["tier"] },
);

test("the workflow of the tour has no problem", () => {
  expect(validateGraph(wholeRun, SAMPLE_METADATA)).toEqual([]);
});

test.each<[string, WorkflowGraph, readonly string[]]>([
  ["no step", graph([], []), ["trigger empty"]],
  ["an unreachable step", graph([task("a"), task("b")], [edge("trigger", "a")]), ["b unreachable"]],
  [
    "a cycle",
    graph([task("a"), task("b")], [edge("trigger", "a"), edge("a", "b"), edge("b", "a")]),
    ["a cycle", "b cycle"],
  ],
  ["an edge to nowhere", graph([task("a")], [edge("trigger", "a"), edge("a", "gone")]), ["a edge_to_nowhere"]],
  [
    "an exit that the step lacks",
    graph([task("a"), task("b")], [edge("trigger", "a"), edge("a", "b", "true")]),
    ["a unknown_port"],
  ],
  ["a condition that leads nowhere", graph([branch("a", isA)], [edge("trigger", "a")]), ["a unused_ports"]],
  [
    "an unknown entity type",
    graph([task("a")], [edge("trigger", "a")], { entityType: "ghosts" }),
    ["trigger entityType unknown_entity_type"],
  ],
  [
    "an unknown watched field",
    graph([task("a")], [edge("trigger", "a")], { watchedFields: ["gone"] }),
    ["trigger watchedFields unknown_field"],
  ],
  ["an unknown step type", graph([step("a", "explode@1", {})], [edge("trigger", "a")]), ["a unknown_step_type"]],
  ["a missing required field", graph([task("a", {})], [edge("trigger", "a")]), ["a fields.title required_missing"]],
  [
    "an unknown and an archived field",
    graph(
      [branch("a", { kind: "formula", cel: "record.nope == record.old" }), task("b")],
      [edge("trigger", "a"), edge("a", "b", "true")],
    ),
    ["a condition unknown_field", "a condition unknown_field"],
  ],
  [
    "an unknown option",
    graph(
      [
        branch("a", { ...isA, rules: [{ left: "record.tier", operator: "equals", right: "Q" }] } as WorkflowCondition),
        task("b"),
      ],
      [edge("trigger", "a"), edge("a", "b", "true")],
    ),
    ["a condition condition_value"],
  ],
  [
    "an archived option",
    graph(
      [
        step("a", "update_record@1", {
          entityType: "companies",
          target: { kind: "trigger" },
          fields: { tier: { kind: "literal", value: "Z" } },
        }),
      ],
      [edge("trigger", "a")],
    ),
    ["a fields.tier value"],
  ],
  [
    "a wrong type",
    graph(
      [
        step("a", "update_record@1", {
          entityType: "companies",
          target: { kind: "trigger" },
          fields: { amount: { kind: "literal", value: "many" } },
        }),
      ],
      [edge("trigger", "a")],
    ),
    ["a fields.amount value"],
  ],
  [
    "a formula of a wrong type",
    graph(
      [
        step("a", "update_record@1", {
          entityType: "companies",
          target: { kind: "trigger" },
          fields: { amount: { kind: "formula", cel: '"a" + "b"' } },
        }),
      ],
      [edge("trigger", "a")],
    ),
    ["a fields.amount type"],
  ],
  [
    "a read-only field",
    graph(
      [
        step("a", "update_record@1", {
          entityType: "companies",
          target: { kind: "trigger" },
          fields: { createdAt: { kind: "literal", value: null } },
        }),
      ],
      [edge("trigger", "a")],
    ),
    ["a fields.createdAt read_only_field"],
  ],
  [
    "another entity type than the record's",
    graph(
      [
        step("a", "update_record@1", {
          entityType: "tasks",
          target: { kind: "trigger" },
          fields: { done: { kind: "literal", value: true } },
        }),
      ],
      [edge("trigger", "a")],
    ),
    ["a entityType wrong_entity_type"],
  ],
  [
    "a reference to a later step",
    graph(
      [task("a", { title: { kind: "formula", cel: "steps.b.id" } }), task("b")],
      [edge("trigger", "a"), edge("a", "b")],
    ),
    ["a fields.title step_not_before"],
  ],
  [
    "a reference to an output that does not exist",
    graph(
      [task("a"), task("b", { title: { kind: "formula", cel: "steps.a.color" } })],
      [edge("trigger", "a"), edge("a", "b")],
    ),
    ["b fields.title unknown_output"],
  ],
  [
    "a reference to no step",
    graph([task("a", { title: { kind: "template", text: "{{ steps.zz.id }}" } })], [edge("trigger", "a")]),
    ["a fields.title unknown_step"],
  ],
  [
    "a broken formula",
    graph([task("a", { title: { kind: "formula", cel: "record." } })], [edge("trigger", "a")]),
    ["a fields.title expression_syntax"],
  ],
  [
    "a formula with matches",
    graph(
      [task("a", { title: { kind: "formula", cel: 'record.name.matches("a") ? "x" : "y"' } })],
      [edge("trigger", "a")],
    ),
    ["a fields.title expression_refused"],
  ],
  [
    "an empty mail",
    graph([step("a", "send_email@1", { to: "", subject: "", body: "" })], [edge("trigger", "a")]),
    ["a to required_missing", "a subject required_missing", "a body required_missing"],
  ],
  [
    "an empty condition",
    graph(
      [step("a", "if_else@1", { condition: { kind: "rules", match: "all", rules: [] } }), task("b")],
      [edge("trigger", "a"), edge("a", "b", "true")],
    ),
    ["a condition.rules config"],
  ],
  [
    "an address whose host is a slot",
    graph([step("a", "http_request@1", { method: "GET", url: "https://{{ record.name }}/" })], [edge("trigger", "a")]),
    ["a url http_url"],
  ],
  [
    "a header that HTTP sets itself",
    graph(
      [
        step("a", "http_request@1", {
          method: "GET",
          url: "https://example.test/",
          headers: [{ name: "Host", value: "x" }],
        }),
      ],
      [edge("trigger", "a")],
    ),
    ["a headers.0 http_header"],
  ],
  [
    "a delay of ten years",
    graph([step("a", "delay@1", { amount: 3_650, unit: "days" })], [edge("trigger", "a")]),
    ["a amount delay_too_long"],
  ],
])("%s is a problem", (_name, subject, expected) => {
  expect(codes(subject)).toEqual(expected);
  expect(isPublishable(validateGraph(subject, SAMPLE_METADATA))).toBe(
    expected.every((code) => code.endsWith("unused_ports")),
  );
});

test("a step behind a join may read both branches, since an output that is missing reads as empty", () => {
  const joined = graph(
    [
      branch("check", isA),
      task("yes"),
      task("no"),
      task("both", { title: { kind: "formula", cel: 'steps.yes.id == null ? "no" : "yes"' } }),
    ],
    [
      edge("trigger", "check"),
      edge("check", "yes", "true"),
      edge("check", "no", "false"),
      edge("yes", "both"),
      edge("no", "both"),
    ],
  );
  expect(codes(joined)).toEqual([]);
});

test("the picker offers the record, the steps before and the record before the change", () => {
  const paths = dataPathsFor(wholeRun, "wait", SAMPLE_METADATA).map((choice) => choice.path);
  expect(paths).toEqual(
    expect.arrayContaining(["record.name", "record.id", "steps.check.result", "steps.mail.messageId", "previous.tier"]),
  );
  expect(paths.filter((path) => path.startsWith("steps.todo") || path === "record.old")).toEqual([]);
});

test("the canonical text depends on what a graph does, not on how it is drawn", () => {
  const moved = {
    ...wholeRun,
    steps: wholeRun.steps.toReversed().map((each) => ({ ...each, position: { x: 1, y: 2 } })),
    edges: wholeRun.edges.toReversed(),
  };
  expect(canonicalGraph(moved)).toBe(canonicalGraph(wholeRun));
  expect(canonicalGraph({ ...wholeRun, edges: wholeRun.edges.slice(1) })).not.toBe(canonicalGraph(wholeRun));
});
