import fc from "fast-check";
import type { EdgeDefinition, RunId, StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { advanceRun } from "./advance-run.ts";
import { CRASH_POINTS, type CrashPoint } from "./ports.ts";
import { memoryPorts, type MemoryWorld } from "./testing/memory-engine.ts";
import { memoryRunStore, type MemoryRunStore } from "./testing/memory-run-store.ts";

class Crash extends Error {}

const KINDS = ["create", "update", "yes", "no", "split", "first", "other", "delay", "mail", "put"] as const;
type Kind = (typeof KINDS)[number];

/** A random acyclic graph: step n is entered from earlier steps or the trigger, by any port. */
const graphs = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      parents: fc.array(fc.record({ back: fc.nat(20), side: fc.boolean() }), { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((nodes): WorkflowGraph => {
    const steps = nodes.map((node, place) => stepOf(`s${place}`, node.kind));
    const edges = new Map<string, EdgeDefinition>();
    for (const [place, node] of nodes.entries()) {
      for (const { back, side } of node.parents) {
        const parent = back % (place + 1) === place ? null : (steps[back % (place + 1)] ?? null);
        const edge: EdgeDefinition =
          parent === null
            ? { from: "trigger", port: "next", to: `s${place}` }
            : { from: parent.key, port: portOf(parent, side), to: `s${place}` };
        edges.set(`${edge.from}:${edge.port}:${edge.to}`, edge);
      }
    }
    return {
      schema: 1,
      trigger: { type: "record_created@1", config: { entityType: "companies", watchedFields: [] } },
      steps,
      edges: [...edges.values()],
    };
  });

function portOf(step: StepDefinition, side: boolean): string {
  switch (step.type) {
    case "if_else@1":
      return String(side);
    case "parallel@1":
      return side ? "branch1" : "branch2";
    case "switch@1":
      return side ? "case1" : "otherwise";
    default:
      return "next";
  }
}

function stepOf(key: string, kind: Kind): StepDefinition {
  const step = (type: string, config: StepDefinition["config"]): StepDefinition => ({
    key,
    type,
    name: key,
    config,
    onError: "fail",
    retry: { maxAttempts: 20, firstDelayMs: 100, factor: 1, maxDelayMs: 100 },
  });
  switch (kind) {
    case "create":
      return step("create_record@1", { entityType: "tasks", fields: {} });
    case "update":
      return step("update_record@1", { entityType: "companies", target: { kind: "trigger" }, fields: {} });
    case "yes":
    case "no":
      return step("if_else@1", { condition: { kind: "formula", cel: kind === "yes" ? "true" : "false" } });
    case "split":
      return step("parallel@1", { branches: ["branch1", "branch2"].map((branch) => ({ key: branch, label: branch })) });
    case "first":
    case "other": {
      const condition = { kind: "formula", cel: kind === "first" ? "true" : "false" };
      return step("switch@1", { cases: [{ key: "case1", label: "Case", condition }] });
    }
    case "delay":
      return step("delay@1", { amount: 1, unit: "hours" });
    case "mail":
      return step("send_email@1", { to: "a@example.test", subject: "s", body: "b" });
    case "put":
      return step("http_request@1", {
        method: "PUT",
        url: "https://example.test/",
        headers: [],
        body: "",
        idempotent: false,
      });
  }
}

/** The model: a step runs exactly when one of its incoming edges is taken. */
function stepsThatRun(graph: WorkflowGraph): readonly string[] {
  const ran = new Set<string>(["trigger"]);
  const taken = (edge: EdgeDefinition): boolean =>
    ran.has(edge.from) && (edge.from === "trigger" || ["*", edge.port].includes(exitOf(graph, edge.from)));
  for (const step of graph.steps)
    if (graph.edges.some((edge) => edge.to === step.key && taken(edge))) ran.add(step.key);
  ran.delete("trigger");
  return [...ran].toSorted();
}

function exitOf(graph: WorkflowGraph, key: string): string {
  const step = graph.steps.find((candidate) => candidate.key === key);
  if (step?.type === "parallel@1") return "*";
  if (step?.type === "switch@1") return JSON.stringify(step.config).includes('"true"') ? "case1" : "otherwise";
  if (step?.type !== "if_else@1") return "next";
  return JSON.stringify(step.config).includes('"true"') ? "true" : "false";
}

/** Drives a run as workers would: a crash means a takeover, a wait means that time passes. */
async function drive(world: MemoryWorld, graph: WorkflowGraph): Promise<RunId> {
  const ports = memoryPorts(world);
  let claim = world.memory.start(graph);
  for (let rounds = 0; rounds < 2_000; rounds += 1) {
    try {
      await advanceRun(ports, { claim, stopping: () => false });
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
    const status = world.memory.status(claim.runId);
    if (status.kind === "ended") return claim.runId;
    if (status.kind === "waiting" && status.wakeAt !== null) world.nowMs = Date.parse(status.wakeAt);
    claim = world.memory.takeOver(claim.runId);
  }
  throw new Error("The run is stuck");
}

function quietWorld(memory: MemoryRunStore): MemoryWorld {
  return {
    memory,
    nowMs: Date.parse("2026-11-22T10:00:00Z"),
    delivered: new Map(),
    reach: () => undefined,
    fault: () => "none",
  };
}

const doneSteps = (memory: MemoryRunStore, runId: RunId): readonly string[] =>
  memory
    .rows(runId)
    .filter((row) => row.status === "done")
    .map((row) => row.stepKey)
    .toSorted();

test("any graph ends, and runs exactly the steps that the model says, each once", async () => {
  await fc.assert(
    fc.asyncProperty(graphs, async (graph) => {
      const memory = memoryRunStore();
      const runId = await drive(quietWorld(memory), graph);

      expect(memory.status(runId)).toEqual({ kind: "ended", status: "completed", detail: null });
      expect(doneSteps(memory, runId)).toEqual(stepsThatRun(graph));
    }),
    { numRuns: 300 },
  );
});

test("crashes and faults at any point change neither the steps nor their effects", async () => {
  const crashes = fc.array(
    fc.constantFrom<CrashPoint | null>(null, null, ...CRASH_POINTS.filter((point) => point !== "run.ended")),
    { maxLength: 40 },
  );
  const faults = fc.array(fc.constantFrom("none", "none", "definite", "doubtful"), { maxLength: 15 });
  await fc.assert(
    fc.asyncProperty(graphs, crashes, faults, async (graph, plannedCrashes, plannedFaults) => {
      const memory = memoryRunStore();
      const [crash, fault] = [[...plannedCrashes], [...plannedFaults]];
      const reach = (point: CrashPoint): void => {
        if (crash[0] === null) crash.shift();
        else if (crash[0] === point) {
          crash.shift();
          throw new Crash(point);
        }
      };
      const world: MemoryWorld = { ...quietWorld(memory), reach, fault: () => fault.shift() ?? "none" };
      const runId = await drive(world, graph);

      const expected = stepsThatRun(graph);
      expect(memory.status(runId)).toEqual({ kind: "ended", status: "completed", detail: null });
      expect(doneSteps(memory, runId)).toEqual(expected);
      const kindOf = new Map(graph.steps.map((step) => [step.key, step.type]));
      expect(memory.effects.map((effect) => effect.split(":")[0] ?? "").toSorted()).toEqual(
        expected.filter((key) => /record/.test(kindOf.get(key) ?? "")),
      );
      const delivered = [...world.delivered.keys()].map((key) => key.split(":")[1] ?? "").toSorted();
      expect(delivered).toEqual(expected.filter((key) => /email|http/.test(kindOf.get(key) ?? "")));
    }),
    { numRuns: 300 },
  );
});

test("a failing step fails the run with its reason, and takes back nothing that was committed before", async () => {
  const memory = memoryRunStore();
  const graph = chainOf([
    stepOf("s0", "create"),
    { ...stepOf("s1", "mail"), config: { to: "nobody", subject: "s", body: "b" } },
    stepOf("s2", "create"),
  ]);
  const runId = await drive(quietWorld(memory), graph);

  expect(memory.status(runId)).toMatchObject({
    kind: "ended",
    status: "failed",
    detail: expect.stringContaining("no valid address"),
  });
  expect(memory.effects).toEqual(["s0:create"]);
});

test("a step that may fail lets the run go on, and later steps can read why", async () => {
  const memory = memoryRunStore();
  const failing: StepDefinition = {
    ...stepOf("s0", "mail"),
    onError: "continue",
    config: { to: "nobody", subject: "s", body: "b" },
  };
  const decides: StepDefinition = {
    ...stepOf("s1", "yes"),
    config: { condition: { kind: "formula", cel: 'steps.s0.error.code == "mail_address"' } },
  };
  const runId = await drive(quietWorld(memory), chainOf([failing, decides]));

  expect(memory.status(runId)).toMatchObject({ status: "completed" });
  expect(memory.rows(runId).at(-1)?.output).toEqual({ result: true });
});

test("a call that must not be repeated stays uncertain when nobody knows its outcome", async () => {
  const memory = memoryRunStore();
  const post: StepDefinition = {
    ...stepOf("s0", "put"),
    config: { method: "POST", url: "https://example.test/", headers: [], body: "", idempotent: false },
  };
  const world: MemoryWorld = { ...quietWorld(memory), fault: () => "doubtful" };
  const runId = await drive(world, chainOf([post]));

  expect(memory.rows(runId).map((row) => row.status)).toEqual(["started", "uncertain"]);
  expect(memory.status(runId)).toMatchObject({ status: "failed" });
  expect(world.delivered.size).toBe(1);
});

test("a mail that may have gone out is repeated with the very same key and text, though the clock moved on", async () => {
  const memory = memoryRunStore();
  const mail: StepDefinition = {
    ...stepOf("s0", "mail"),
    config: { to: "a@example.test", subject: "{{ now }}", body: "b" },
  };
  const sent: unknown[] = [];
  const faults = ["doubtful", "definite", "none"] as const;
  let calls = 0;
  const world: MemoryWorld = { ...quietWorld(memory), fault: () => faults[calls++] ?? "none" };
  const delivered = new Map<string, unknown>();
  const recording = {
    ...world,
    delivered: Object.assign(delivered, { set: (key: string, what: unknown) => (sent.push([key, what]), delivered) }),
  };
  await drive(recording, chainOf([mail]));

  expect(calls).toBe(3);
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
});

test("a cancelled run keeps the outcome of its call and does no more", async () => {
  const memory = memoryRunStore();
  const graph = chainOf([stepOf("s0", "mail"), stepOf("s1", "create")]);
  const claim = memory.start(graph);
  const world = {
    ...quietWorld(memory),
    reach: (point: CrashPoint) => void (point === "external.called" && memory.requestCancel(claim.runId)),
  };

  expect(await advanceRun(memoryPorts(world), { claim, stopping: () => false })).toBe("ended");
  expect(memory.status(claim.runId)).toMatchObject({ status: "cancelled" });
  expect(doneSteps(memory, claim.runId)).toEqual(["s0"]);
  expect(memory.effects).toEqual([]);
});

function chainOf(steps: readonly StepDefinition[]): WorkflowGraph {
  const edges = steps.map((step, place): EdgeDefinition => ({
    from: steps[place - 1]?.key ?? "trigger",
    port: "next",
    to: step.key,
  }));
  return {
    schema: 1,
    trigger: { type: "record_created@1", config: { entityType: "companies", watchedFields: [] } },
    steps: [...steps],
    edges,
  };
}
