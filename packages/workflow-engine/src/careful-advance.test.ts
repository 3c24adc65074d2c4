import { expect, test } from "vitest";
import { advanceRun } from "./advance-run.ts";
import { graph, task } from "./testing/graph-builders.ts";
import { memoryPorts, type MemoryWorld } from "./testing/memory-engine.ts";
import { memoryRunStore } from "./testing/memory-run-store.ts";

test("a run that has lost its worker commits its first step alone, and then goes on as usual", async () => {
  const memory = memoryRunStore();
  const commits: number[] = [];
  const world: MemoryWorld = {
    memory,
    nowMs: 0,
    delivered: new Map(),
    reach: (point) => void (point === "segment.committed" && commits.push(memory.effects.length)),
    fault: () => "none",
  };
  const keys = ["a", "b", "c", "d"];
  const edges = keys.map((key, place) => `${keys[place - 1] ?? "trigger"} next ${key}`);
  const built = graph(
    keys.map((key) => task(key)),
    edges,
  );
  const claim = memory.start(built);

  expect(await advanceRun(memoryPorts(world), { claim, stopping: () => false, careful: true })).toBe("ended");
  expect(commits).toEqual([1, 4]);
});
