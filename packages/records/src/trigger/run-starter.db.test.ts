import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { ChangeReason } from "@catalyst/contracts";
import { withTenant } from "@catalyst/db";
import { company, fixture } from "../record-service.fixture.ts";
import { publish, runsOf, service, wokenIn } from "./run-starter.fixture.ts";

const SCREEN: ChangeReason = { kind: "screen" };

test("a matching change starts a run that commits with it: run, queue row and wake-up", async () => {
  await using f = await fixture();
  await publish(f, {
    type: "record_updated@1",
    config: {
      entityType: "companies",
      watchedFields: ["city"],
      condition: { kind: "rules", match: "all", rules: [{ left: "record.city", operator: "equals", right: "Bern" }] },
    },
  });
  const { records } = service();
  const { record } = await f.as((tx) => records.create(tx, company("Acme"), SCREEN));
  await f.as((tx) =>
    records.update(tx, { entityType: "companies", id: record.id, version: 1, fields: { phone: "1" } }, SCREEN),
  );
  await f.as((tx) =>
    records.update(tx, { entityType: "companies", id: record.id, version: 2, fields: { city: "Basel" } }, SCREEN),
  );
  expect(await runsOf(f)).toEqual([]);

  await f.as((tx) =>
    records.update(tx, { entityType: "companies", id: record.id, version: 3, fields: { city: "Bern" } }, SCREEN),
  );
  const [run, ...others] = await runsOf(f);
  expect(others).toEqual([]);
  expect(run).toMatchObject({
    status: "runnable",
    depth: 0,
    trigger_key: `companies:${record.id}:4`,
    trigger: { event: "updated" },
    principal_id: f.tenant.principals.admin.principalId,
    state: { tokens: [expect.objectContaining({ stepKey: "s1" })] },
  });
  expect(run?.root_id).toBe(run?.run_id);
  expect(await wokenIn(f)).toEqual([run?.run_id]);
  expect(await f.db.adminQuery("select run_id, status from engine.run_queue")).toEqual([
    { run_id: run?.run_id, status: "runnable" },
  ]);
});

test("a change that is rolled back leaves no run behind", async () => {
  await using f = await fixture();
  await publish(f, { type: "record_created@1", config: { entityType: "companies", watchedFields: [] } });
  const { records } = service();
  const attempt = withTenant(f.database, f.tenant.principals.admin, async (tx) => {
    await records.create(tx, company("Acme"), SCREEN);
    throw new Error("roll back");
  });
  await expect(attempt).rejects.toThrow("roll back");
  expect(await runsOf(f)).toEqual([]);
  expect(await f.db.adminQuery("select from engine.run_queue")).toEqual([]);
});

test("records created in bulk start one run each, or none when the import wants none", async () => {
  await using f = await fixture();
  await publish(f, { type: "record_created@1", config: { entityType: "companies", watchedFields: [] } });
  const { records } = service();
  const bulk = (startRuns: boolean) =>
    f.as((tx) =>
      records.createMany(
        tx,
        { entityType: "companies", records: ["A", "B", "C"].map((name) => ({ fields: { name } })), startRuns },
        { kind: "import", importId: randomUUID() },
      ),
    );
  await bulk(false);
  expect(await wokenIn(f)).toEqual([]);
  await bulk(true);
  expect(await wokenIn(f)).toHaveLength(3);
});

test("a chain of runs that start each other ends as a failed run that says why", async () => {
  await using f = await fixture();
  await publish(f, { type: "record_created@1", config: { entityType: "companies", watchedFields: [] } });
  const { records } = service();
  const rootId = randomUUID();
  const byRun = (depth: number): ChangeReason => ({
    kind: "workflow_run",
    runId: rootId,
    stepKey: "s1",
    rootId,
    depth,
  });
  await f.as((tx) => records.create(tx, company("Acme"), byRun(0)));
  await f.as((tx) => records.create(tx, company("Acme"), byRun(8)));
  expect((await runsOf(f)).map((run) => [run.depth, run.root_id, run.status, run.detail === null])).toEqual([
    [1, rootId, "runnable", true],
    [9, rootId, "failed", false],
  ]);
  expect(await wokenIn(f)).toHaveLength(1);
});

test("a deletion starts the workflows that wait for it, with the record as it was", async () => {
  await using f = await fixture();
  await publish(f, { type: "record_deleted@1", config: { entityType: "companies", watchedFields: [] } });
  const { records } = service();
  const { record } = await f.as((tx) => records.create(tx, company("Acme"), SCREEN));
  await f.as((tx) => records.delete(tx, { entityType: "companies", ids: [record.id] }, SCREEN));
  expect(await runsOf(f)).toMatchObject([
    { trigger: { event: "deleted", record: { name: "Acme" } }, trigger_key: `companies:${record.id}:2` },
  ]);
});
