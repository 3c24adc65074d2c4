import { PrincipalId, RunId } from "@catalyst/contracts";
import { testDatabase, testTenant } from "@catalyst/testkit";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "./database.ts";
import { openJobSender } from "./job-sender.ts";
import { withTenant } from "./with-tenant.ts";

test("jobs commit with the tenant transaction that sends them, and carry ids", async () => {
  await using db = await testDatabase();
  const { principals, tenantId } = await testTenant(db);
  const database = openDatabase({ url: db.urls.app, contextKey: db.contextKey, poolSize: 2, onIdleError: () => undefined });
  const sender = await openJobSender(db.urls.app, () => undefined);
  onTestFinished(async () => {
    await sender.stop();
    await database.pool.end();
  });
  const runIds = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"].map((id) => RunId.parse(id));

  const rolledBack = withTenant(database, principals.admin, async (tx) => {
    await sender.wakeRuns(tx, runIds);
    throw new Error("roll back");
  });
  await expect(rolledBack).rejects.toThrow("roll back");
  const principalId = PrincipalId.parse(principals.admin.principalId);
  await withTenant(database, principals.admin, async (tx) => {
    await sender.wakeRuns(tx, runIds);
    await sender.enqueue(tx, { kind: "backfill", tenantId, principalId, entityType: "companies", slot: "n1" });
  });

  const jobs = await db.adminQuery("select name, data from pgboss.job order by name desc, data ->> 'runId'");
  expect(jobs).toEqual([
    { name: "run-wake", data: { tenantId, runId: runIds[0] } },
    { name: "run-wake", data: { tenantId, runId: runIds[1] } },
    { name: "job", data: { kind: "backfill", tenantId, principalId, entityType: "companies", slot: "n1" } },
  ]);
});
