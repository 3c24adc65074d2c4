import { randomBytes, randomUUID } from "node:crypto";
import { TEST_SECRET } from "@catalyst/testkit";
import { expect, inject, test } from "vitest";
import { readMigrations } from "./migrate.ts";
import { dropDatabase, prepareDatabase, withClient, withDatabase } from "./prepare-database.ts";

const BEFORE = "20261123";

// Migration 20261123110000_run_retention.
test("a database with tenants and runs from before keeps them, and each tenant gets its retention", async () => {
  const name = `upgrade_${randomBytes(4).toString("hex")}`;
  const url = withDatabase(inject("testAdminUrl"), name);
  const old = readMigrations().filter((migration) => migration.name < BEFORE);
  const [tenantId, userId, workflowId, versionId, runId] = Array.from({ length: 5 }, () => randomUUID());
  try {
    await prepareDatabase(url, TEST_SECRET, { migrations: old });
    await withClient(url, async (admin) => {
      const run = (text: string, values: readonly unknown[]) => admin.query(text, [...values]);
      await run(
        `insert into identity."organization" ("id", "name", "slug", "createdAt") values ($1, 'A', 'a', now())`,
        [tenantId],
      );
      await run(
        `insert into identity."user" ("id", "name", "email", "emailVerified") values ($1, 'Ann', 'ann@example.test', true)`,
        [userId],
      );
      await run(
        `insert into identity."member" ("organizationId", "userId", "role", "createdAt") values ($1, $2, 'admin', now())`,
        [tenantId, userId],
      );
      await run("insert into crm.workflows (tenant_id, workflow_id, name) values ($1, $2, 'W')", [
        tenantId,
        workflowId,
      ]);
      await run(
        "insert into crm.workflow_versions (tenant_id, version_id, workflow_id, number, graph, content_hash) values ($1, $2, $3, 1, '{}', 'h')",
        [tenantId, versionId, workflowId],
      );
      await run(
        `insert into crm.workflow_runs (tenant_id, run_id, run_month, workflow_id, version_id, trigger_key, state, status, trigger, root_id)
         values ($1, $2::uuid, date_trunc('month', now() at time zone 'UTC')::date, $3, $4, 'k', '{}', 'waiting', '{}', $2::uuid)`,
        [tenantId, runId, workflowId, versionId],
      );
      await run(
        `insert into crm.workflow_run_steps (tenant_id, run_month, run_id, seq, step_key, status, idempotency_key)
         values ($1, date_trunc('month', now() at time zone 'UTC')::date, $2, 1, 's1', 'done', 'k')`,
        [tenantId, runId],
      );
      await run(
        "insert into crm.workflow_waits (tenant_id, wait_id, run_id, token_id, step_key, kind) values ($1, $2, $2, 't1', 's1', 'delay')",
        [tenantId, runId],
      );
    });

    await prepareDatabase(url, TEST_SECRET);

    await withClient(url, async (admin) => {
      const { rows } = await admin.query(
        `select r.days, r.needed_from = '-infinity' as unknown, s.step_key, w.delegations
         from engine.retentions r join crm.workflow_run_steps s using (tenant_id) join crm.workflow_waits w using (tenant_id)`,
      );
      expect(rows).toEqual([{ days: 90, unknown: true, step_key: "s1", delegations: [] }]);
    });
  } finally {
    await dropDatabase(url);
  }
});
