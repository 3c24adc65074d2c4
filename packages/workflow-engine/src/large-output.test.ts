import type { StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { advanceRun } from "./advance-run.ts";
import { referenceIn, withoutReference } from "./large-output.ts";
import { fitOutput } from "./state-size.ts";
import { memoryPorts } from "./testing/memory-engine.ts";
import { memoryRunStore } from "./testing/memory-run-store.ts";

const LONG = "x".repeat(20_000);

function graphOf(...steps: readonly Pick<StepDefinition, "key" | "type" | "config">[]): WorkflowGraph {
  return {
    schema: 1,
    trigger: { type: "record_created@1", config: { entityType: "companies", watchedFields: [] } },
    steps: steps.map((step): StepDefinition => ({ name: step.key, onError: "fail", ...step })),
    edges: steps.map(({ key }, place) => ({ from: steps[place - 1]?.key ?? "trigger", port: "next", to: key })),
  };
}

const set = (key: string, values: Readonly<Record<string, string>>) => ({
  key,
  type: "set_variables@1",
  config: { values: Object.fromEntries(Object.entries(values).map(([name, cel]) => [name, { kind: "formula", cel }])) },
});

test("a step reads the whole of a large output, in the same transaction and after it", async () => {
  const memory = memoryRunStore();
  const world = { memory, nowMs: 0, delivered: new Map(), reach: () => undefined, fault: () => "none" as const };
  const mail = { key: "mail", type: "send_email@1", config: { to: "a@b.example", subject: "s", body: "b" } };
  const graph = graphOf(
    set("big", { text: "record.note", short: "7" }),
    set("here", { length: "size(steps.big.text)" }),
    mail,
    set("later", { length: "size(steps.big.text)", short: "steps.big.short" }),
  );
  const claim = memory.start(graph, { note: LONG });

  const end = await advanceRun(memoryPorts(world), { claim, stopping: () => false });

  expect(end).toBe("ended");
  expect(memory.run(claim.runId).state.outputs).toMatchObject({
    here: { length: 20_000 },
    later: { length: 20_000, short: 7 },
    big: { short: 7, truncated: true },
  });
  expect(JSON.stringify(memory.run(claim.runId).state).length).toBeLessThan(3_000);
});

test("an output keeps short values, those of what is inside it too, and where the whole is", () => {
  const output = {
    id: "1",
    record: { name: "Acme", note: LONG, tags: ["a"] },
    list: Array.from({ length: 9_000 }, () => 1),
  };

  const kept = fitOutput(output, { runId: "r", seq: 4 });

  expect(referenceIn(kept)).toMatchObject({ runId: "r", seq: 4 });
  expect(withoutReference(kept)).toEqual({
    id: "1",
    record: { name: "Acme", note: LONG.slice(0, 500) },
    truncated: true,
  });
  expect(fitOutput({ id: "1" }, { runId: "r", seq: 4 })).toEqual({ id: "1" });
});

test("what a step was given under the mark of a reference names no reference", () => {
  expect(referenceIn({ $payload: 5 })).toBeNull();
  expect(referenceIn({ payload: { $payload: { runId: "r", seq: 1, bytes: 1 } } })).toBeNull();
});
