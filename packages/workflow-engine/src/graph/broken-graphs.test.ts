import type { WorkflowGraph } from "@catalyst/contracts";
import { expect, test } from "vitest";
import {
  ID,
  all,
  approval,
  each,
  find,
  graph,
  judged,
  loop,
  one,
  people,
  step,
  task,
  trigger,
  undo,
} from "../testing/graph-builders.ts";

/** Each broken graph with the problem that refuses it: where, and why. The whole catalogue has more than 100. */
test.each<[string, WorkflowGraph, string]>([
  ["a step with the key of the trigger", graph([task("trigger")], ["trigger next trigger"]), "trigger reserved_key"],
  ["two steps with one key", graph([task("a"), task("a")], ["trigger next a"]), "a duplicate_step"],
  ["two equal edges", graph([task("a")], ["trigger next a", "trigger next a"]), "trigger duplicate_edge"],
  ["an edge from nowhere", graph([task("a")], ["trigger next a", "gone next a"]), "a edge_from_nowhere"],
  ["another exit of the trigger", graph([task("a")], ["trigger item a"]), "trigger unknown_port"],
  [
    "an error path that leads nowhere",
    graph([task("a", { onError: "path" })], ["trigger next a"]),
    "a error_path_missing",
  ],
  [
    "an error exit without an error path",
    graph([task("a"), task("b")], ["trigger next a", "a error b"]),
    "a unknown_port",
  ],
  ["a switch without cases", one("switch@1", { cases: [] }), "a cases config"],
  [
    "a switch with two equal cases",
    one("switch@1", {
      cases: ["x", "y"].map((label) => ({ key: "case1", label, condition: { kind: "formula", cel: "true" } })),
    }),
    "a cases.1 duplicate_case",
  ],
  [
    "a case that can't be evaluated",
    one("switch@1", { cases: [{ key: "case1", label: "x", condition: { kind: "formula", cel: "record.nope == 1" } }] }),
    "a cases.0.condition unknown_field",
  ],
  [
    "an exit that a switch does not have",
    graph(
      [
        step("s", "switch@1", { cases: [{ key: "case1", label: "x", condition: { kind: "formula", cel: "true" } }] }),
        task("a"),
      ],
      ["trigger next s", "s case2 a"],
    ),
    "s unknown_port",
  ],
  ["parallel with one branch", one("parallel@1", { branches: [{ key: "branch1", label: "x" }] }), "a branches config"],
  [
    "parallel with two equal branches",
    one("parallel@1", { branches: ["x", "y"].map((label) => ({ key: "branch1", label })) }),
    "a branches duplicate_branch",
  ],
  ["a loop without records", graph([find, each({ source: "" }), task("a")], loop), "each source required_missing"],
  ["a loop over a step that finds nothing", graph([task("f"), each(), task("a")], loop), "each source unknown_output"],
  [
    "a loop over a later step",
    graph([each(), task("a"), find], ["trigger next each", "each item a", "each next f"]),
    "each source step_not_before",
  ],
  ["a loop without a body", graph([find, each()], loop.slice(0, 2)), "each loop_without_body"],
  ["a body that something else leads to", graph([find, each(), task("a")], [...loop, "each next a"]), "a loop_entered"],
  [
    "a body that a step outside leads to",
    graph([find, each(), task("a"), task("b")], [...loop, "trigger next b", "b next a"]),
    "a loop_entered",
  ],
  ["a step in a body that is undone", graph([find, each(), task("a", { compensation: undo })], loop), "a undo_in_loop"],
  [
    "a stop where several items go at once",
    graph([find, each({ atOnce: 2 }), step("a", "stop@1", { status: "completed", message: "", result: {} })], loop),
    "a stop_in_share",
  ],
  [
    "loops four deep",
    graph(
      [
        find,
        ...["w", "x", "y", "z"].map((key) =>
          step(key, "for_each@1", { source: "f", entityType: "companies", onItemError: "fail", atOnce: 1 }),
        ),
        task("a"),
      ],
      ["trigger next f", "f next w", "w item x", "x item y", "y item z", "z item a"],
    ),
    "z loop_depth",
  ],
  [
    "a loop of an unknown entity type",
    graph([find, each({ entityType: "ghosts" }), task("a")], loop),
    "each entityType unknown_entity_type",
  ],
  [
    "undoing by a wait",
    graph([task("a", { compensation: { type: "delay@1", config: { amount: 1, unit: "hours" } } })], ["trigger next a"]),
    "a compensation compensation_type",
  ],
  [
    "undoing by a branch",
    graph([task("a", { compensation: { type: "if_else@1", config: {} } })], ["trigger next a"]),
    "a compensation compensation_type",
  ],
  [
    "undoing that is itself wrong",
    graph(
      [
        task("a", {
          compensation: { type: "delete_record@1", config: { entityType: "ghosts", target: { kind: "trigger" } } },
        }),
      ],
      ["trigger next a"],
    ),
    "a compensation.entityType unknown_entity_type",
  ],
  [
    "a filter over an unknown field",
    one("find_records@1", {
      entityType: "companies",
      filter: { kind: "condition", field: "nope", operator: "equals", value: 1 },
    }),
    "a filter filter",
  ],
  [
    "a filter of a wrong type",
    one("find_records@1", {
      entityType: "companies",
      filter: { kind: "condition", field: "amount", operator: "lessThan", value: "many" },
    }),
    "a filter filter",
  ],
  [
    "a filter with a slot of a later step",
    one("find_records@1", {
      entityType: "companies",
      filter: { kind: "condition", field: "name", operator: "equals", value: "{{ steps.zz.id }}" },
    }),
    "a filter unknown_step",
  ],
  [
    "too many records",
    one("find_records@1", { entityType: "companies", filter: all, limit: 60_000 }),
    "a limit config",
  ],
  [
    "an upsert without its value",
    one("upsert_record@1", { entityType: "companies", matchField: "name", fields: {} }),
    "a matchField match_missing",
  ],
  [
    "an owner among nobody",
    one("assign_owner@1", {
      entityType: "companies",
      target: { kind: "trigger" },
      strategy: "round_robin",
      people: [],
    }),
    "a people required_missing",
  ],
  [
    "an owner who has left",
    one("assign_owner@1", {
      entityType: "companies",
      target: { kind: "trigger" },
      strategy: "round_robin",
      people: [ID(2)],
    }),
    "a people unknown_person",
  ],
  [
    "an owner whom nobody knows",
    one("assign_owner@1", {
      entityType: "companies",
      target: { kind: "trigger" },
      strategy: "round_robin",
      people: [ID(3)],
    }),
    "a people unknown_person",
  ],
  [
    "a deletion of another type",
    one("delete_record@1", { entityType: "tasks", target: { kind: "trigger" } }),
    "a entityType wrong_entity_type",
  ],
  ["a task without a title", one("create_task@1", { title: " " }), "a title required_missing"],
  ["a note without a title", one("create_note@1", { title: "" }), "a title required_missing"],
  ["a message without a title", one("send_notification@1", { to: "owner", title: "" }), "a title required_missing"],
  [
    "a message to nobody",
    one("send_notification@1", { to: "people", people: [], title: "x" }),
    "a people required_missing",
  ],
  ["no variable", one("set_variables@1", { values: {} }), "a values nothing_to_write"],
  [
    "a variable without a name",
    one("set_variables@1", { values: { "a b": { kind: "literal", value: 1 } } }),
    "a values.a b variable_name",
  ],
  [
    "a wait for no date",
    one("delay_until@1", { at: { kind: "template", text: "" }, time: "09:00", timeZone: "UTC" }),
    "a at required_missing",
  ],
  [
    "a wait in no time zone",
    one("delay_until@1", { at: { kind: "literal", value: "2027-01-01" }, time: "09:00", timeZone: "Mars/Base" }),
    "a timeZone time_zone",
  ],
  [
    "a wait until 25 o'clock",
    one("delay_until@1", { at: { kind: "literal", value: "2027-01-01" }, time: "25:00", timeZone: "UTC" }),
    "a time config",
  ],
  ["an event without a name", one("wait_for_event@1", { key: "", amount: 1, unit: "days" }), "a key required_missing"],
  [
    "an event in ten years",
    one("wait_for_event@1", { key: "x", amount: 3_650, unit: "days" }),
    "a amount delay_too_long",
  ],
  ["an approval by nobody", one("approval@1", { ...approval, people: [] }), "a people required_missing"],
  ["an approval without a question", one("approval@1", { ...approval, title: "" }), "a title required_missing"],
  [
    "an approval that asks others too late",
    one("approval@1", { ...approval, escalateHours: 10, escalateTo: people }),
    "a escalateHours escalates_too_late",
  ],
  [
    "an approval that asks no others",
    one("approval@1", { ...approval, escalateHours: 5 }),
    "a escalateTo required_missing",
  ],
])("%s is refused, at its place", (_name, subject, expected) => {
  const { places, publishable } = judged(subject);
  expect(places).toContain(expected);
  expect(publishable).toBe(false);
});

test("what is whole is not refused: loops, branches, calls, approvals, inputs and undoing together", () => {
  const whole = graph(
    [
      find,
      each({ atOnce: 3 }),
      step("a", "create_task@1", {
        title: "{{ steps.each.item.record.name }}",
        description: "{{ steps.trigger.word }}",
      }),
      step("p", "parallel@1", {
        branches: [
          { key: "branch1", label: "x" },
          { key: "branch2", label: "y" },
        ],
      }),
      task("one", {
        compensation: {
          type: "delete_record@1",
          config: { entityType: "tasks", target: { kind: "step", stepKey: "one" } },
        },
      }),
      step("two", "call_workflow@1", { workflowId: ID(10), input: {}, waits: true }),
      { ...step("ask", "approval@1", { ...approval, title: "{{ steps.two.result }}" }), onError: "path" },
      step("end", "stop@1", { status: "failed", message: "{{ steps.ask.reason }}", result: {} }),
    ],
    [
      ...loop,
      "each next p",
      "p branch1 one",
      "p branch2 two",
      "one next ask",
      "two next ask",
      "ask rejected end",
      "ask error end",
    ],
    trigger("manual@1", { input: [{ key: "word", label: "Word", type: "text", required: true }] }),
  );
  expect(judged(whole).places).toEqual([]);
});
