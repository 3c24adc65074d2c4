import { mkdirSync } from "node:fs";
import { totalmem } from "node:os";
import { join, resolve } from "node:path";
import { type Database, withClient, withTenant } from "@catalyst/db";
import { requireEntityType } from "@catalyst/records";
import type pg from "pg";
import { openFieldsDatabase } from "./custom-fields/database.ts";
import { openWriteDatabases } from "./custom-fields/many-tenants.ts";
import { backfillFigures, measureBackfill } from "./custom-fields/measure-backfill.ts";
import { measureBulkInsert } from "./custom-fields/measure-bulk-insert.ts";
import { measureQueries } from "./custom-fields/measure-queries.ts";
import { measureWrites } from "./custom-fields/measure-writes.ts";
import {
  BULK_TENANT,
  ENTITY_TYPE,
  FIRST_INDEX_TENANT,
  LARGE_TENANT,
  READER_TENANT,
  SEVENTH_INDEX_TENANT,
} from "./custom-fields/plan.ts";
import { warmUp } from "./custom-fields/warm-up.ts";
import { adminOf } from "./data/admin-of.ts";
import { benchRecordService } from "./environment/bench-record-service.ts";
import { type BenchServer, connectAs, type KeptDatabase, startBenchServer } from "./environment/kept-database.ts";
import { type Figure, printFigures, say } from "./figure.ts";

const BENCH = "custom-fields";
/** As a database of this size is run: a quarter of the memory, and checkpoints far apart. The product's own settings are a laptop's. */
const SERVER_SETTINGS = {
  shared_buffers: `${Math.round(totalmem() / 2 ** 22)}MB`,
  max_wal_size: "8GB",
  // What was written is written over: new files of the log are filled with zeros first.
  min_wal_size: "6GB",
  checkpoint_timeout: "15min",
};

/** Where the parts of the bench find what they measure. */
type Site = { readonly server: BenchServer; readonly kept: KeptDatabase; readonly admin: pg.ClientBase };

const PARTS: Readonly<Record<string, (site: Site) => Promise<readonly Figure[]>>> = { queries, writes, bulk, backfill };

/** The custom-field engine against the figures it must show, and against other ways to keep custom values; all parts, or those named. */
export async function runCustomFields(chosen: readonly string[]): Promise<void> {
  const unknown = chosen.find((part) => !Object.hasOwn(PARTS, part));
  if (unknown !== undefined) throw new Error(`The parts are ${Object.keys(PARTS).join(", ")}; ${unknown} is none`);
  const dataDir = resolve(process.env["BENCH_DIR"] ?? join(import.meta.dirname, "../.data/bench"));
  mkdirSync(dataDir, { recursive: true });
  await using server = await startBenchServer(dataDir, SERVER_SETTINGS);
  const kept = await openFieldsDatabase(server);
  await withClient(kept.adminUrl, async (admin) => {
    for (const [name, measure] of Object.entries(PARTS)) {
      if (chosen.length > 0 && !chosen.includes(name)) continue;
      say(`Custom fields: ${name}`);
      printFigures(BENCH, await measure({ server, kept, admin }));
    }
  });
}

function queries({ kept, admin }: Site): Promise<readonly Figure[]> {
  return connected(kept, async (database) => {
    // Autovacuum has no time between two benches; on a server that runs it does this.
    await admin.query("vacuum (analyze) crm.records_custom");
    await warmUp(admin);
    const principal = await adminOf(admin, LARGE_TENANT);
    const records = benchRecordService();
    const entityType = await withTenant(database, principal, async (tx) =>
      requireEntityType(await records.metadata(tx), ENTITY_TYPE),
    );
    return await measureQueries({ database, principal, entityType });
  });
}

async function writes({ server }: Site): Promise<readonly Figure[]> {
  return await measureWrites(await openWriteDatabases(server));
}

function bulk({ kept, admin }: Site): Promise<readonly Figure[]> {
  return connected(kept, async (database) =>
    measureBulkInsert({ database, principal: await adminOf(admin, BULK_TENANT), admin }),
  );
}

function backfill({ kept, admin }: Site): Promise<readonly Figure[]> {
  return connected(kept, async (app) => {
    const worker = connectAs("worker", kept);
    try {
      const reading = await adminOf(admin, READER_TENANT);
      const measure = async (slug: string): ReturnType<typeof measureBackfill> =>
        measureBackfill({ admin, worker, app, indexing: await adminOf(admin, slug), reading });
      return backfillFigures(await measure(FIRST_INDEX_TENANT), await measure(SEVENTH_INDEX_TENANT));
    } finally {
      await worker.pool.end();
    }
  });
}

/** A pool as the application's role, with a connection for each writer of the bulk insert. */
async function connected(
  kept: KeptDatabase,
  work: (database: Database) => Promise<readonly Figure[]>,
): Promise<readonly Figure[]> {
  const database = connectAs("app", kept, 2);
  try {
    return await work(database);
  } finally {
    await database.pool.end();
  }
}
