import type { EdgeDefinition, RunId, StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { advanceRun } from "./advance-run.ts";
import { CRASH_POINTS, type CrashPoint } from "./ports.ts";
import { memoryPorts, type MemoryWorld } from "./testing/memory-engine.ts";
import { idOf, memoryRunStore, type MemoryRunStore } from "./testing/memory-run-store.ts";
import { RecordId } from "@catalyst/contracts";

class Crash extends Error {}

const all = { kind: "and", filters: [] };

function step(
  key: string,
  type: string,
  config: StepDefinition["config"],
  change: Partial<StepDefinition> = {},
): StepDefinition {
  return { key, type, name: key, config, onError: "fail", ...change };
}
const task = (key: string, change: Partial<StepDefinition> = {}): StepDefinition =>
  step(key, "create_record@1", { entityType: "tasks", fields: {} }, change);
const find = (key: string): StepDefinition =>
  step(key, "find_records@1", { entityType: "companies", filter: all, limit: 10 });
const loop = (key: string, source: string, atOnce = 1): StepDefinition =>
  step(key, "for_each@1", { source, entityType: "companies", onItemError: "continue", atOnce });
const edge = (from: string, to: string, port = "next"): EdgeDefinition => ({ from, to, port });

function graph(steps: readonly StepDefinition[], edges: readonly EdgeDefinition[]): WorkflowGraph {
  const trigger = { type: "record_created@1", config: { entityType: "companies", watchedFields: [] } } as const;
  return {
    schema: 1,
    trigger: { ...trigger, config: { ...trigger.config, watchedFields: [] } },
    steps: [...steps],
    edges: [...edges],
  };
}

function worldOf(memory: MemoryRunStore, change: Partial<MemoryWorld> = {}): MemoryWorld {
  const nowMs = Date.parse("2026-11-22T10:00:00Z");
  return { memory, nowMs, delivered: new Map(), reach: () => undefined, fault: () => "none", ...change };
}

/** Drives a run and all that it starts, as workers would; a crash means a takeover, a wait that time passes. */
async function drive(world: MemoryWorld, started: WorkflowGraph, rounds = 3_000): Promise<RunId> {
  const { memory } = world;
  const ports = memoryPorts(world);
  const first = memory.start(started).runId;
  for (let round = 0; round < rounds; round += 1) {
    const open = memory.runIds().filter((runId) => memory.status(runId).kind !== "ended");
    if (open.length === 0) return first;
    const runId = open[round % open.length] ?? first;
    await advanceRun(ports, { claim: memory.takeOver(runId), stopping: () => false }).catch((error: unknown) => {
      if (!(error instanceof Crash)) throw error;
    });
    const statuses = open.map((id) => memory.status(id));
    const dues = statuses.flatMap((status) =>
      status.kind === "waiting" && status.wakeAt !== null ? [status.wakeAt] : [],
    );
    if (statuses.every((status) => status.kind === "waiting") && dues.length > 0)
      world.nowMs = Math.max(world.nowMs, Math.min(...dues.map((due) => Date.parse(due))));
  }
  throw new Error(
    `Stuck: ${JSON.stringify(memory.runIds().map((id) => [memory.status(id), memory.run(id).state.tokens]))}`,
  );
}

/** Everything that may crash, in turns. */
function crashing(planned: readonly (CrashPoint | null)[]): MemoryWorld["reach"] {
  const crashes = [...planned];
  return (point) => {
    if (crashes[0] === null) crashes.shift();
    else if (crashes[0] === point) {
      crashes.shift();
      throw new Crash(point);
    }
  };
}

const crashes = fc.array(
  fc.constantFrom<(CrashPoint | null)[]>(null, null, null, ...CRASH_POINTS.filter((point) => point !== "run.ended")),
  { maxLength: 40 },
);

test("a loop runs its body once for each item, in their order, whatever crashes on the way", async () => {
  const body = graph(
    [
      find("f"),
      loop("each", "f"),
      task("a"),
      step("w", "delay@1", { amount: 1, unit: "hours" }),
      task("b"),
      task("after"),
    ],
    [
      edge("trigger", "f"),
      edge("f", "each"),
      edge("each", "a", "item"),
      edge("a", "w"),
      edge("w", "b"),
      edge("each", "after"),
    ],
  );
  await fc.assert(
    fc.asyncProperty(crashes, async (planned) => {
      const memory = memoryRunStore();
      const runId = await drive(worldOf(memory, { reach: crashing(planned) }), body);

      expect(memory.status(runId)).toMatchObject({ status: "completed" });
      expect(memory.effects.map((effect) => effect.split(":")[0])).toEqual(["a", "b", "a", "b", "a", "b", "after"]);
      const paths = memory
        .rows(runId)
        .filter((row) => row.stepKey === "a")
        .map((row) => row.path);
      expect(paths).toEqual(["/each[0]", "/each[1]", "/each[2]"]);
      expect(memory.run(runId).state.outputs["each"]).toEqual({ count: 3, failed: 0 });
      expect(Object.keys(memory.run(runId).state.outputs)).not.toContain("a");
    }),
    { numRuns: 100 },
  );
});

test("a loop over 10,000 items keeps its state small, and runs over the items of its share alone where several go at once", async () => {
  const memory = memoryRunStore();
  const ids = Array.from({ length: 1_050 }, (_, place) => idOf(RecordId, place));
  const many = graph(
    [
      find("f"),
      loop("each", "f", 3),
      step("n", "send_notification@1", {
        to: "owner",
        people: [],
        title: "{{ steps.each.item.record.ordinal }}",
        body: "",
        mail: false,
      }),
    ],
    [edge("trigger", "f"), edge("f", "each"), edge("each", "n", "item")],
  );
  const world = worldOf(memory, { found: ids });
  const runId = await drive(world, many);

  expect(memory.status(runId)).toMatchObject({ status: "completed" });
  expect(memory.runIds()).toHaveLength(1 + 11);
  const told = memory.effects.map((effect) => Number(effect.split(" ")[1])).toSorted((left, right) => left - right);
  expect(told).toEqual(ids.map((_, place) => place));
  expect(JSON.stringify(memory.run(runId).state).length).toBeLessThan(2_000);
});

test("an item that fails is counted, and the next one begins; with the other choice the run fails", async () => {
  const failing = step("mail", "send_email@1", {
    to: "{{ steps.each.item.record.ordinal == 1.0 ? 'nobody' : 'a@example.test' }}",
    subject: "s",
    body: "b",
  });
  const built = (onItemError: string) =>
    graph(
      [
        find("f"),
        step("each", "for_each@1", { source: "f", entityType: "companies", onItemError, atOnce: 1 }),
        failing,
      ],
      [edge("trigger", "f"), edge("f", "each"), edge("each", "mail", "item")],
    );
  const memory = memoryRunStore();
  const first = await drive(worldOf(memory), built("continue"));
  expect(memory.status(first)).toMatchObject({ status: "completed" });
  expect(memory.run(first).state.outputs["each"]).toEqual({ count: 3, failed: 1 });

  const second = await drive(worldOf(memory), built("fail"));
  expect(memory.status(second)).toMatchObject({
    status: "failed",
    detail: expect.stringContaining("no valid address"),
  });
});

test("loops inside loops go through their own lists", async () => {
  const memory = memoryRunStore();
  const nested = graph(
    [find("f"), loop("outer", "f"), find("g"), loop("inner", "g"), task("t")],
    [
      edge("trigger", "f"),
      edge("f", "outer"),
      edge("outer", "g", "item"),
      edge("g", "inner"),
      edge("inner", "t", "item"),
    ],
  );
  const runId = await drive(worldOf(memory), nested);
  expect(memory.status(runId)).toMatchObject({ status: "completed" });
  expect(memory.effects.filter((effect) => effect === "t:create")).toHaveLength(9);
});

test("parallel branches all run, and where they meet the step behind runs once, when all are through", async () => {
  const built = graph(
    [
      step("p", "parallel@1", {
        branches: [
          { key: "branch1", label: "A" },
          { key: "branch2", label: "B" },
        ],
      }),
      step("w", "delay@1", { amount: 1, unit: "hours" }),
      task("a"),
      task("b"),
      task("join"),
    ],
    [
      edge("trigger", "p"),
      edge("p", "w", "branch1"),
      edge("w", "a"),
      edge("p", "b", "branch2"),
      edge("a", "join"),
      edge("b", "join"),
    ],
  );
  const memory = memoryRunStore();
  const runId = await drive(worldOf(memory), built);
  expect(memory.status(runId)).toMatchObject({ status: "completed" });
  expect(memory.effects).toEqual(["b:create", "a:create", "join:create"]);
});

test("a switch takes the first case that holds, else Otherwise", async () => {
  const cases = [1, 2].map((place) => ({
    key: `case${place}`,
    label: `C${place}`,
    condition: { kind: "formula", cel: `${place} == 3` },
  }));
  const otherwise = graph(
    [step("s", "switch@1", { cases }), task("one"), task("other")],
    [edge("trigger", "s"), edge("s", "one", "case1"), edge("s", "other", "otherwise")],
  );
  const memory = memoryRunStore();
  await drive(worldOf(memory), otherwise);
  expect(memory.effects).toEqual(["other:create"]);
});

test("a step that fails for good takes its error path", async () => {
  const built = graph(
    [
      step("mail", "send_email@1", { to: "nobody", subject: "s", body: "b" }, { onError: "path" }),
      task("ok"),
      task("sorry"),
    ],
    [edge("trigger", "mail"), edge("mail", "ok"), edge("mail", "sorry", "error")],
  );
  const memory = memoryRunStore();
  const runId = await drive(worldOf(memory), built);
  expect(memory.status(runId)).toMatchObject({ status: "completed" });
  expect(memory.effects).toEqual(["sorry:create"]);
});

test("a run that fails undoes what it did, the last step first, each once, whatever crashes on the way", async () => {
  const undo = { type: "delete_record@1", config: { entityType: "tasks", target: { kind: "trigger" } } };
  const failing = step("stop", "stop@1", { status: "failed", message: "No stock", result: {} });
  const steps = [task("a", { compensation: undo }), task("b"), task("c", { compensation: undo }), failing];
  const built = graph(steps, [edge("trigger", "a"), edge("a", "b"), edge("b", "c"), edge("c", "stop")]);
  await fc.assert(
    fc.asyncProperty(crashes, async (planned) => {
      const memory = memoryRunStore();
      const runId = await drive(worldOf(memory, { reach: crashing(planned) }), built);
      expect(memory.status(runId)).toEqual({ kind: "ended", status: "failed", detail: "No stock" });
      expect(memory.effects).toEqual(["a:create", "b:create", "c:create", "c:delete", "a:delete"]);
    }),
    { numRuns: 60 },
  );
});

test("a called workflow gives its result, and its failure fails the step", async () => {
  const caller = graph(
    [step("call", "call_workflow@1", { workflowId: idOf(RecordId, 9), input: {}, waits: true }), task("after")],
    [edge("trigger", "call"), edge("call", "after")],
  );
  for (const status of ["completed", "failed"] as const) {
    const called = graph(
      [step("end", "stop@1", { status, message: "because", result: { sum: { kind: "literal", value: 7 } } })],
      [edge("trigger", "end")],
    );
    const memory = memoryRunStore();
    const runId = await drive(worldOf(memory, { called }), caller);
    expect(memory.status(runId)).toMatchObject({ status });
    if (status === "completed") expect(memory.run(runId).state.outputs["call"]).toMatchObject({ result: { sum: 7 } });
  }
});

test("an event ends a wait, one that came a little earlier too; without one the step takes its other exit", async () => {
  const built = graph(
    [
      step("wait", "wait_for_event@1", { key: "paid:{{ record.no }}", amount: 1, unit: "days", lookBackMinutes: 5 }),
      task("paid"),
      task("late"),
    ],
    [edge("trigger", "wait"), edge("wait", "paid"), edge("wait", "late", "timeout")],
  );
  const early = memoryRunStore();
  early.send("event:paid:", { amount: 5 });
  const first = await drive(worldOf(early), built);
  expect(early.effects).toEqual(["paid:create"]);
  expect(early.run(first).state.outputs["wait"]).toEqual({ payload: { amount: 5 }, timedOut: false });

  const never = memoryRunStore();
  await drive(worldOf(never), built);
  expect(never.effects).toEqual(["late:create"]);
});

const asking = graph(
  [
    step("ask", "approval@1", {
      people: [idOf(RecordId, 1)],
      title: "Discount?",
      body: "",
      mail: false,
      remindHours: 24,
      escalateHours: 36,
      escalateTo: [idOf(RecordId, 2)],
      expireHours: 72,
    }),
    task("yes"),
    task("no"),
    task("nobody"),
  ],
  [
    edge("trigger", "ask"),
    edge("ask", "yes", "approved"),
    edge("ask", "no", "rejected"),
    edge("ask", "nobody", "expired"),
  ],
);

test("an approval reminds, asks others and gives up, each at its time", async () => {
  const memory = memoryRunStore();
  const runId = await drive(worldOf(memory), asking);
  expect(memory.status(runId)).toMatchObject({ status: "completed" });
  expect(memory.effects).toEqual([
    "ask:notify Discount?",
    "ask:notify Reminder: Discount?",
    "ask:notify Reminder: Discount?",
    "ask:notify Reminder: Discount?",
    "nobody:create",
  ]);
});

test("a decision ends an approval by its exit, with who decided and why", async () => {
  const memory = memoryRunStore();
  const world = worldOf(memory);
  const ports = memoryPorts(world);
  const claim = memory.start(asking);
  await advanceRun(ports, { claim, stopping: () => false });
  memory.decide(claim.runId, { decision: "rejected", decidedBy: "ann", reason: "Too much" });
  await advanceRun(ports, { claim: memory.takeOver(claim.runId), stopping: () => false });
  expect(memory.effects.at(-1)).toBe("no:create");
  expect(memory.run(claim.runId).state.outputs["ask"]).toEqual({
    decision: "rejected",
    decidedBy: "ann",
    reason: "Too much",
  });
});

test("a wait for a date follows the zone's clocks", async () => {
  const at = { kind: "literal", value: "2027-03-28" };
  const built = graph(
    [step("w", "delay_until@1", { at, offsetDays: 0, time: "02:30", timeZone: "Europe/Berlin" })],
    [edge("trigger", "w")],
  );
  const memory = memoryRunStore();
  const claim = memory.start(built);
  await advanceRun(memoryPorts(worldOf(memory)), { claim, stopping: () => false });
  expect(memory.status(claim.runId)).toMatchObject({ kind: "waiting", wakeAt: "2027-03-28T01:30:00.000Z" });
});
