import { expect, test } from "vitest";
import { advanceRun } from "./advance-run.ts";
import { graph, task } from "./testing/graph-builders.ts";
import { memoryPorts, type MemoryWorld } from "./testing/memory-engine.ts";
import { memoryRunStore } from "./testing/memory-run-store.ts";

/** Advances a run of four tasks; gives how many were done at each commit. */
async function commitsOf(setting: { readonly careful: boolean; readonly isLong: () => boolean }): Promise<number[]> {
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
  const { store, ...others } = memoryPorts(world);
  const commit: typeof store.commit = ({ work, ...request }) =>
    store.commit({ ...request, work: (segment) => work({ ...segment, isLong: setting.isLong }) });
  const advance = { claim, stopping: () => false, careful: setting.careful };
  expect(await advanceRun({ ...others, store: { ...store, commit } }, advance)).toBe("ended");
  return commits;
}

test("a run that has lost its worker commits its first step alone, and then goes on as usual", async () => {
  expect(await commitsOf({ careful: true, isLong: () => false })).toEqual([1, 4]);
});

test("a transaction that has been open for long ends behind the step that is under way, and the run goes on", async () => {
  let asked = 0;
  expect(await commitsOf({ careful: false, isLong: () => (asked += 1) === 2 })).toEqual([2, 4]);
  expect(await commitsOf({ careful: false, isLong: () => true })).toEqual([1, 2, 3, 4, 4]);
});
