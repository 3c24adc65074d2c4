import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readMigrations, withClient } from "@catalyst/db";
import { generate } from "../data/generate.ts";
import { RUNS_TENANT } from "../data/plan.ts";
import { connectAs, type KeptDatabase, openKeptDatabase, startBenchServer } from "./kept-database.ts";

const DATA_SOURCE_DIR = join(import.meta.dirname, "../data");

/** The smoke bench's database, with a million records in it. */
export type BenchDatabase = AsyncDisposable & KeptDatabase;

/** Starts it on the data of the last bench; makes them anew where migrations or generator are others than they were. */
export async function openBenchDatabase(dataDir: string): Promise<BenchDatabase> {
  const server = await startBenchServer(dataDir);
  try {
    const kept = await openKeptDatabase(server, { name: "bench", madeBy: fingerprint(), fill });
    await clearRuns(kept.adminUrl);
    return { ...kept, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
  } catch (error) {
    await server[Symbol.asyncDispose]();
    throw error;
  }
}

async function fill(made: KeptDatabase): Promise<void> {
  const database = connectAs("app", made, 2);
  try {
    await generate(made.adminUrl, database);
  } finally {
    await database.pool.end();
  }
}

/** What the data are made by. */
function fingerprint(): string {
  const hash = createHash("sha256");
  for (const { checksum } of readMigrations()) hash.update(checksum);
  for (const name of readdirSync(DATA_SOURCE_DIR).sort()) hash.update(readFileSync(join(DATA_SOURCE_DIR, name)));
  return hash.digest("hex").slice(0, 12);
}

/** Every bench begins with no run and no task of an earlier one. */
async function clearRuns(adminUrl: string): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    await admin.query("set session_replication_role = replica");
    await admin.query("truncate crm.workflow_runs cascade");
    await admin.query("truncate engine.workers");
    await admin.query("delete from pgboss.job");
    await admin.query("truncate crm.tasks, crm.record_links");
    await admin.query("delete from crm.records_tasks");
    await admin.query(
      `delete from crm.audit_log where tenant_id = (select id from identity."organization" where slug = $1)`,
      [RUNS_TENANT],
    );
    await admin.query("vacuum (analyze) crm.workflow_runs, engine.run_queue, crm.records_tasks, crm.record_links");
  });
}
