import { RecordId, type TriggerDefinition, type TriggerSnapshot, VersionId, WorkflowId } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { SAMPLE_METADATA } from "../testing/sample-metadata.ts";
import { chainPosition, refuseLoop } from "./loop-guard.ts";
import { matchTriggers } from "./match-triggers.ts";

const ID = "00000000-0000-4000-8000-000000000001";
const change: TriggerSnapshot = {
  event: "updated",
  entityType: "companies",
  recordId: RecordId.parse(ID),
  recordVersion: 4,
  record: { tier: "A" },
  previous: { tier: "B" },
  changedFields: ["tier"],
};

function start(
  config: Partial<TriggerDefinition["config"]>,
  type: TriggerDefinition["type"] = "record_updated@1",
): readonly { triggerKey: string; problem: string | null }[] {
  const trigger = { type, config: { entityType: "companies", watchedFields: [], ...config } };
  return matchTriggers(
    change,
    [{ workflowId: WorkflowId.parse(ID), versionId: VersionId.parse(ID), minEngine: 1, trigger }],
    { now: "2026-11-22T10:00:00Z" },
  );
}

test("a trigger starts on its event, entity type and watched fields, once for each version of the record", () => {
  expect(start({})).toMatchObject([{ triggerKey: `companies:${ID}:4`, problem: null }]);
  expect(start({ watchedFields: ["tier", "name"] })).toHaveLength(1);
  expect(start({ watchedFields: ["name"] })).toEqual([]);
  expect(start({ entityType: "tasks" })).toEqual([]);
  expect(start({}, "record_created@1")).toEqual([]);
});

test("a condition decides, and one that can't be evaluated starts a run that says so", () => {
  expect(start({ condition: { kind: "formula", cel: 'record.tier == "A" && previous.tier == "B"' } })).toHaveLength(1);
  expect(start({ condition: { kind: "formula", cel: 'record.tier == "C"' } })).toEqual([]);
  expect(start({ condition: { kind: "formula", cel: "record.tier + 1 > 2" } })).toMatchObject([
    { problem: expect.stringContaining("could not be evaluated") },
  ]);
});

test("chains of runs that start each other end", () => {
  const byRun = (depth: number) => chainPosition({ kind: "workflow_run", runId: ID, stepKey: "s", rootId: ID, depth });
  expect(refuseLoop(chainPosition({ kind: "screen" }), 0)).toBeNull();
  expect(refuseLoop(byRun(7), 10)).toBeNull();
  expect(refuseLoop(byRun(8), 10)).toContain("in a row");
  expect(refuseLoop(byRun(1), 1_000)).toContain("1000 runs");
});

const filter = { kind: "condition", field: "tier", operator: "equals", value: "A" } as const;
const filterScope = () => ({ entityType: SAMPLE_METADATA.entityTypes[0] ?? raise() });

function raise(): never {
  throw new Error("There is an entity type");
}

function fires(
  type: TriggerDefinition["type"],
  changed: Partial<TriggerSnapshot>,
  config: object = { filter },
): boolean {
  const trigger = { type, config: { entityType: "companies", watchedFields: [], ...config } };
  const published = { workflowId: WorkflowId.parse(ID), versionId: VersionId.parse(ID), minEngine: 1, trigger };
  return matchTriggers({ ...change, ...changed }, [published], { now: "2026-11-22T10:00:00Z", filterScope }).length > 0;
}

test("a record enters a filter when it meets it and did not before, and leaves it the other way round", () => {
  const [a, b] = [{ tier: "A" }, { tier: "B" }];
  expect(fires("record_entered@1", { previous: b, record: a })).toBe(true);
  expect(fires("record_entered@1", { previous: a, record: a })).toBe(false);
  expect(fires("record_entered@1", { event: "created", previous: null, record: a })).toBe(true);
  expect(fires("record_left@1", { previous: a, record: b })).toBe(true);
  expect(fires("record_left@1", { previous: b, record: b })).toBe(false);
  expect(fires("record_left@1", { event: "deleted", previous: a, record: a })).toBe(true);
  expect(fires("record_entered@1", { event: "deleted", previous: b, record: a })).toBe(false);
});

test("a change counts that goes from what to what the trigger says", () => {
  const changes = [{ field: "tier", from: "B", to: "A" }];
  expect(fires("record_updated@1", {}, { changes })).toBe(true);
  expect(fires("record_updated@1", { previous: { tier: "C" } }, { changes })).toBe(false);
  expect(fires("record_updated@1", { record: { tier: "C" } }, { changes })).toBe(false);
  expect(fires("record_updated@1", { changedFields: [] }, { changes })).toBe(false);
  expect(fires("record_updated@1", {}, { changes: [{ field: "tier" }] })).toBe(true);
});

test("a deletion starts what waits for deletions, and nothing else", () => {
  expect(fires("record_deleted@1", { event: "deleted" }, {})).toBe(true);
  expect(fires("record_deleted@1", {}, {})).toBe(false);
  expect(fires("record_updated@1", { event: "deleted" }, {})).toBe(false);
});
