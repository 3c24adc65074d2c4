import type { Principal, WorkflowGraph } from "@catalyst/contracts";
import { type Database, dropDatabase, prepareDatabase, withClient, withDatabase, withTenant } from "@catalyst/db";
import { createWorkflowService, newId } from "@catalyst/records";
import type pg from "pg";
import { insertRecords } from "../data/insert-records.ts";
import { makeAdmin } from "../data/make-tenant.ts";
import { benchRecordService } from "../environment/bench-record-service.ts";
import { type BenchServer, connectAs, type KeptDatabase } from "../environment/kept-database.ts";
import { say } from "../figure.ts";
import { FIVE_UPDATES, ONE_UPDATE } from "./graphs.ts";
import { COMPANIES, LARGE_TENANT, SMALL_TENANT, STEPS_TENANT } from "./plan.ts";

const GRAPHS: Readonly<Record<string, WorkflowGraph>> = {
  [STEPS_TENANT]: FIVE_UPDATES,
  [LARGE_TENANT]: ONE_UPDATE,
  [SMALL_TENANT]: ONE_UPDATE,
};

/** A new database with the tenants of this bench, their companies and their workflows: no run of an earlier bench is in it. */
export async function makeWorkflowsDatabase(server: BenchServer): Promise<KeptDatabase> {
  const startedAt = performance.now();
  const adminUrl = withDatabase(server.adminUrl, "bench_workflows");
  await dropDatabase(adminUrl);
  const made = { adminUrl, urls: await prepareDatabase(adminUrl, server.secret), keys: server.keys };
  const database = connectAs("app", made);
  try {
    await withClient(adminUrl, async (admin) => {
      await admin.query("create extension if not exists pg_stat_statements");
      for (const [slug, graph] of Object.entries(GRAPHS)) await makeTenant(admin, database, { slug, graph });
      await admin.query("vacuum (analyze)");
    });
  } finally {
    await database.pool.end();
  }
  say(`Tenants with their companies: ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  return made;
}

async function makeTenant(
  admin: pg.ClientBase,
  database: Database,
  { slug, graph }: { slug: string; graph: WorkflowGraph },
): Promise<void> {
  const principal = await makeAdmin(admin, slug);
  await publish(database, principal, graph);
  await admin.query("set session_replication_role = replica");
  await insertRecords(admin, { principal, portion: { entityType: "companies", records: COMPANIES[slug] ?? 0 } });
  await admin.query("set session_replication_role = origin");
}

async function publish(database: Database, principal: Principal, graph: WorkflowGraph): Promise<void> {
  const { metadata } = benchRecordService();
  const workflows = createWorkflowService({ metadata, newId });
  await withTenant(database, principal, async (tx) => {
    const { workflowId, draft } = await workflows.create(tx, { name: "Writes the record", graph });
    await workflows.publish(tx, { workflowId, draftVersion: draft.version, note: "Bench" });
  });
}
