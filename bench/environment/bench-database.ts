import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  deriveKeys,
  type DerivedKeys,
  dropDatabase,
  loadOrCreateSecret,
  openDatabase,
  prepareDatabase,
  readMigrations,
  type RoleUrls,
  startEmbeddedPostgres,
  withClient,
  withDatabase,
} from "@catalyst/db";
import { generate } from "../data/generate.ts";
import { RUNS_TENANT } from "../data/plan.ts";
import { say } from "../figure.ts";

const DATABASE = "bench";
const DATA_SOURCE_DIR = join(import.meta.dirname, "../data");

/** A PostgreSQL of the bench's own, with a million records in it. `adminUrl` is the superuser's. */
export type BenchDatabase = AsyncDisposable & {
  readonly adminUrl: string;
  readonly urls: RoleUrls;
  readonly keys: DerivedKeys;
};

/** Starts it on the data of the last bench; makes them anew where migrations or generator are others than they were. */
export async function openBenchDatabase(dataDir: string): Promise<BenchDatabase> {
  // With fsync, as in production: what is measured includes commits.
  const server = await startEmbeddedPostgres({ dataDir });
  try {
    const secret = loadOrCreateSecret(dataDir);
    const adminUrl = withDatabase(server.adminUrl, DATABASE);
    const keys = deriveKeys(secret);
    const marker = join(dataDir, `generated-${fingerprint()}`);
    if (!existsSync(marker)) await dropDatabase(adminUrl);
    const urls = await prepareDatabase(adminUrl, secret);
    if (!existsSync(marker)) await fill({ adminUrl, urls, keys, marker });
    await clearRuns(adminUrl);
    return { adminUrl, urls, keys, [Symbol.asyncDispose]: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

type Empty = {
  readonly adminUrl: string;
  readonly urls: RoleUrls;
  readonly keys: DerivedKeys;
  readonly marker: string;
};

async function fill({ adminUrl, urls, keys, marker }: Empty): Promise<void> {
  const database = openDatabase({
    url: urls.app,
    contextKey: keys.contextKey,
    poolSize: 2,
    onIdleError: (error) => say(error.message),
  });
  try {
    await generate(adminUrl, database);
  } finally {
    await database.pool.end();
  }
  writeFileSync(marker, "");
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
