import { type EdgeDefinition, type StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalGraph } from "./canonical-graph.ts";
import { countChanges, diffGraphs, type GraphDiff, type SettingChange } from "./diff-graphs.ts";
import { graph, task, trigger, UPDATED } from "../testing/graph-builders.ts";

const KEYS = ["a", "b", "c", "d"] as const;
const setting = fc.oneof(
  fc.constantFrom("", "x", "y", 1, 2, true, null),
  fc.constantFrom({ kind: "literal", value: 1 }, { kind: "literal", value: 2 }, { kind: "template", text: "t" }),
  fc.array(fc.constantFrom(1, 2, { from: 1 }), { maxLength: 2 }),
);
const name = fc.constantFrom("one", "two", "a.b");
const config = fc.dictionary(name, fc.oneof(setting, fc.dictionary(name, setting, { maxKeys: 2 })), { maxKeys: 3 });
const step = fc.record(
  {
    key: fc.constantFrom(...KEYS),
    type: fc.constantFrom("create_task@1", "delay@1"),
    name: fc.constantFrom("First", "Second"),
    config,
    onError: fc.constantFrom("fail", "continue", "path"),
    timeoutMs: fc.constantFrom(100, 200),
    retry: fc.record({ maxAttempts: fc.constantFrom(1, 2) }),
    compensation: fc.record({ type: fc.constant("delete_record@1"), config }),
    position: fc.record({ x: fc.nat(9), y: fc.nat(9) }),
  },
  { requiredKeys: ["key", "type", "name", "config", "onError"] },
);
const edge = fc.record({
  from: fc.constantFrom("trigger", ...KEYS),
  port: fc.constantFrom("next", "true"),
  to: fc.constantFrom(...KEYS),
});
const watchedFields = fc.subarray(["name", "city"]);
const graphs = fc
  .record({
    schema: fc.constant(1),
    trigger: fc.record({
      type: fc.constantFrom("record_created@1", "record_updated@1"),
      config: fc.record({ entityType: fc.constantFrom("companies", "deals"), watchedFields }),
    }),
    steps: fc.uniqueArray(step, { selector: ({ key }) => key }),
    edges: fc.uniqueArray(edge, { selector: ({ from, port, to }) => `${from}:${port}:${to}` }),
  })
  .map((drawn) => WorkflowGraph.parse(drawn));

test("graphs differ exactly where what they do differs", () => {
  fc.assert(
    fc.property(graphs, graphs, (before, after) => {
      const isSame = canonicalGraph(before) === canonicalGraph(after);
      expect(countChanges(diffGraphs(before, after)) === 0).toBe(isSame);
      expect(countChanges(diffGraphs(before, structuredClone(before)))).toBe(0);
    }),
  );
});

test("the differences turn the earlier graph into the later one", () => {
  fc.assert(
    fc.property(graphs, graphs, (before, after) => {
      expect(canonicalGraph(applyDiff(before, diffGraphs(before, after)))).toBe(canonicalGraph(after));
    }),
  );
});

test("the other way round what was added is removed", () => {
  fc.assert(
    fc.property(graphs, graphs, (before, after) => {
      const [there, back] = [diffGraphs(before, after), diffGraphs(after, before)];
      const keysOf = ({ steps }: GraphDiff, kind: string) => steps.filter((s) => s.kind === kind).map((s) => s.key);
      expect(keysOf(there, "added")).toEqual(keysOf(back, "removed"));
      expect(new Set(keysOf(there, "changed"))).toEqual(new Set(keysOf(back, "changed")));
      expect(there.edges.added).toEqual(back.edges.removed);
    }),
  );
});

test("names steps, settings, the trigger and edges that differ", () => {
  const before = graph([task("a"), task("gone")], ["trigger next a", "a next gone"], UPDATED);
  const changed = {
    ...task("a"),
    name: "Other",
    retry: { maxAttempts: 2, firstDelayMs: 1_000, factor: 2, maxDelayMs: 9 },
  };
  const moved: StepDefinition = { ...changed, position: { x: 1, y: 2 } };
  const after = graph([moved, task("b")], ["trigger next a", "a next b"], trigger("record_created@1"));

  const diff = diffGraphs(before, after);

  expect(diff.trigger).toEqual([{ path: ["type"], before: "record_updated@1", after: "record_created@1" }]);
  expect(diff.steps.map(({ kind, key }) => `${kind} ${key}`)).toEqual(["changed a", "added b", "removed gone"]);
  expect(diff.steps[0]).toMatchObject({
    settings: [
      { path: ["name"], before: "a", after: "Other" },
      { path: ["retry"], before: undefined },
    ],
  });
  expect(diff.edges.added).toEqual([{ from: "a", port: "next", to: "b" }]);
  expect(diff.edges.removed).toEqual([{ from: "a", port: "next", to: "gone" }]);
  expect(countChanges(diff)).toBe(4);
});

/** The graph that a diff says, made by the diff alone. */
function applyDiff(before: WorkflowGraph, diff: GraphDiff): WorkflowGraph {
  const gone = new Set(diff.steps.filter(({ kind }) => kind === "removed").map(({ key }) => key));
  const changes = new Map(diff.steps.map((change) => [change.key, change]));
  const kept = before.steps
    .filter(({ key }) => !gone.has(key))
    .map((old) => {
      const change = changes.get(old.key);
      return change?.kind === "changed" ? withSettings(old, change.settings) : old;
    });
  const added = diff.steps.flatMap((change) => (change.kind === "added" ? [change.step] : []));
  const removed = new Set(diff.edges.removed.map((known) => edgeText(known)));
  const edges = [...before.edges.filter((known) => !removed.has(edgeText(known))), ...diff.edges.added];
  const { trigger: started } = before;
  return WorkflowGraph.parse({
    ...before,
    trigger: withSettings(started, diff.trigger),
    steps: [...kept, ...added],
    edges,
  });
}

function withSettings<T extends object>(subject: T, settings: readonly SettingChange[]): unknown {
  return settings.reduce<unknown>((at, { path, after }) => withSetting(at, path, after), subject);
}

function withSetting(subject: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const known = new Map<string, unknown>(
    Object.entries(typeof subject === "object" && subject !== null ? subject : {}),
  );
  const next = withSetting(known.get(key), rest, value);
  if (next === undefined) known.delete(key);
  else known.set(key, next);
  return Object.fromEntries(known);
}

function edgeText({ from, port, to }: EdgeDefinition): string {
  return `${from}:${port}:${to}`;
}
