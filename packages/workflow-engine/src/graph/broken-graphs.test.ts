import type { EdgeDefinition, StepDefinition, TriggerDefinition, WorkflowGraph } from "@catalyst/contracts";
import { PrincipalId, WorkflowId } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { SAMPLE_METADATA } from "../testing/sample-metadata.ts";
import { isPublishable, validateGraph } from "./validate-graph.ts";
import type { KnownWorkflow, WorkflowMetadata } from "./workflow-metadata.ts";

const ID = (place: number): string => `00000000-0000-4000-8000-${String(place).padStart(12, "0")}`;
const NO_LINKS = { calls: [], creates: [], startsOnCreated: null };

function known(place: number, change: Partial<KnownWorkflow> = {}): KnownWorkflow {
  return {
    workflowId: WorkflowId.parse(ID(place)),
    name: `W${place}`,
    triggerType: "workflow_called@1",
    links: NO_LINKS,
    ...change,
  };
}
const metadata: WorkflowMetadata = {
  ...SAMPLE_METADATA,
  principals: [
    { id: PrincipalId.parse(ID(1)), name: "Ann", active: true },
    { id: PrincipalId.parse(ID(2)), name: "Bob", active: false },
  ],
  workflowId: ID(9),
  workflows: [
    known(9),
    known(10),
    known(11, { triggerType: null }),
    known(12, { triggerType: "manual@1" }),
    known(13, { links: { ...NO_LINKS, calls: [ID(14)] } }),
    known(14, { links: { ...NO_LINKS, calls: [ID(9)] } }),
    known(15, {
      triggerType: "record_created@1",
      links: { calls: [], creates: ["companies"], startsOnCreated: "tasks" },
    }),
  ],
};

const step = (
  key: string,
  type: string,
  config: StepDefinition["config"],
  change: Partial<StepDefinition> = {},
): StepDefinition => ({ key, type, name: key, config, onError: "fail", ...change });
const edge = (text: string): EdgeDefinition => {
  const [from = "", port = "next", to = ""] = text.split(" ");
  return { from, port, to };
};
const task = (key: string, change: Partial<StepDefinition> = {}): StepDefinition =>
  step(key, "create_record@1", { entityType: "tasks", fields: { title: { kind: "literal", value: "x" } } }, change);
const trigger = (
  type: TriggerDefinition["type"],
  config: Partial<TriggerDefinition["config"]> = {},
): TriggerDefinition => ({ type, config: { entityType: "companies", watchedFields: [], ...config } });
const UPDATED = trigger("record_updated@1");

function one(
  type: string,
  config: StepDefinition["config"],
  started: TriggerDefinition = UPDATED,
  change: Partial<StepDefinition> = {},
): WorkflowGraph {
  return graph([step("a", type, config, change)], ["trigger next a"], started);
}
function graph(
  steps: readonly StepDefinition[],
  edges: readonly string[],
  started: TriggerDefinition = UPDATED,
): WorkflowGraph {
  return { schema: 1, trigger: started, steps: [...steps], edges: edges.map(edge) };
}
const begun = (
  config: Partial<TriggerDefinition["config"]>,
  type: TriggerDefinition["type"] = "record_updated@1",
): WorkflowGraph => graph([task("a")], ["trigger next a"], trigger(type, config));

const people = [ID(1)];
const all = { kind: "and", filters: [] };
const find = step("f", "find_records@1", { entityType: "companies", filter: all, limit: 10 });
const each = (change: Record<string, string | number> = {}): StepDefinition =>
  step("each", "for_each@1", { source: "f", entityType: "companies", onItemError: "fail", atOnce: 1, ...change });
const loop = ["trigger next f", "f next each", "each item a"];
const approval = { people, title: "x", body: "", mail: false, escalateTo: [], expireHours: 10 };
const cron = (text: string, timeZone = "UTC") => ({ cron: text, timeZone, missed: "skip" as const });
const undo = { type: "delete_record@1", config: { entityType: "tasks", target: { kind: "step", stepKey: "a" } } };

/** Each broken graph with the problem that refuses it: where, and why. With those of `validate-graph.test.ts` they are more than 70. */
test.each<[string, WorkflowGraph, string]>([
  ["a step with the key of the trigger", graph([task("trigger")], ["trigger next trigger"]), "trigger reserved_key"],
  ["two steps with one key", graph([task("a"), task("a")], ["trigger next a"]), "a duplicate_step"],
  ["two equal edges", graph([task("a")], ["trigger next a", "trigger next a"]), "trigger duplicate_edge"],
  ["an edge from nowhere", graph([task("a")], ["trigger next a", "gone next a"]), "a edge_from_nowhere"],
  ["another exit of the trigger", graph([task("a")], ["trigger item a"]), "trigger unknown_port"],
  [
    "an error path that leads nowhere",
    one("send_email@1", { to: "a@b.example", subject: "s", body: "b" }, UPDATED, { onError: "path" }),
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
  const problems = validateGraph(subject, metadata);
  const places = problems.map((found) =>
    [found.stepKey ?? "trigger", found.path, found.code].filter((part) => part !== null).join(" "),
  );
  expect(places).toContain(expected);
  expect(isPublishable(problems)).toBe(false);
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
      step("ask", "approval@1", { ...approval, title: "{{ steps.two.result }}" }, { onError: "path" }),
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
  expect(validateGraph(whole, metadata)).toEqual([]);
});
