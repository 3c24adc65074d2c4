import type { WorkflowGraph } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { ID, begun, cron, graph, judged, one, step, task, trigger } from "../testing/graph-builders.ts";

/** Each broken graph with the problem that refuses it: where, and why. The whole catalogue has more than 100. */
test.each<[string, WorkflowGraph, string]>([
  ["a call of no workflow", one("call_workflow@1", { workflowId: "" }), "a workflowId required_missing"],
  ["a call of an unknown workflow", one("call_workflow@1", { workflowId: ID(99) }), "a unknown_workflow"],
  ["a call of a workflow that is not live", one("call_workflow@1", { workflowId: ID(11) }), "a workflow_not_live"],
  ["a call of a workflow that starts by hand", one("call_workflow@1", { workflowId: ID(12) }), "a not_callable"],
  ["a call of itself", one("call_workflow@1", { workflowId: ID(9) }), "a calls_itself"],
  ["a circle of calls", one("call_workflow@1", { workflowId: ID(13) }), "a call_cycle"],
  [
    "new records that start it again",
    graph([task("a")], ["trigger next a"], trigger("record_created@1", { entityType: "tasks" })),
    "a starts_itself",
  ],
  [
    "a circle through new records",
    graph([task("a")], ["trigger next a"], trigger("record_created@1")),
    "a start_cycle",
  ],
  [
    "a stop with a later step's result",
    one("stop@1", { status: "completed", result: { x: { kind: "formula", cel: "steps.zz.id" } } }),
    "a result.x unknown_step",
  ],
  ["a filter trigger without a filter", begun({}, "record_entered@1"), "trigger filter required_missing"],
  [
    "a filter trigger over an unknown field",
    begun({ filter: { kind: "condition", field: "nope", operator: "isEmpty", value: null } }, "record_left@1"),
    "trigger filter filter",
  ],
  ["a change of an unknown field", begun({ changes: [{ field: "nope", to: 1 }] }), "trigger changes.0 unknown_field"],
  ["a schedule without times", begun({ entityType: "" }, "schedule@1"), "trigger schedule schedule"],
  [
    "a schedule with six fields",
    begun({ entityType: "", schedule: cron("0 0 9 * * *") }, "schedule@1"),
    "trigger schedule.cron schedule",
  ],
  [
    "a schedule that never comes",
    begun({ entityType: "", schedule: cron("0 0 31 2 *") }, "schedule@1"),
    "trigger schedule.cron schedule",
  ],
  [
    "a schedule in no time zone",
    begun({ entityType: "", schedule: cron("0 9 * * *", "Nowhere") }, "schedule@1"),
    "trigger schedule.timeZone schedule",
  ],
  [
    "a schedule for an entity type",
    begun({ schedule: cron("0 9 * * *") }, "schedule@1"),
    "trigger entityType no_record_here",
  ],
  ["a deletion of nothing", begun({ entityType: "" }, "record_deleted@1"), "trigger entityType unknown_entity_type"],
  [
    "two inputs with one key",
    begun(
      { input: ["A", "B"].map((label) => ({ key: "x", label, type: "text" as const, required: false })) },
      "manual@1",
    ),
    "trigger input duplicate_input",
  ],
  [
    "a limit by an unknown field",
    begun({ limits: { atOnce: 1, key: "{{ record.nope }}" } }),
    "trigger limits.key unknown_field",
  ],
  [
    "a record where none starts the run",
    graph(
      [step("a", "create_note@1", { title: "{{ record.name }}" })],
      ["trigger next a"],
      trigger("webhook@1", { entityType: "" }),
    ),
    "a title no_record",
  ],
  [
    "an input that nobody gives",
    one("create_note@1", { title: "{{ steps.trigger.word }}" }, trigger("manual@1")),
    "a title unknown_output",
  ],
])("%s is refused, at its place", (_name, subject, expected) => {
  const { places, publishable } = judged(subject);
  expect(places).toContain(expected);
  expect(publishable).toBe(false);
});
