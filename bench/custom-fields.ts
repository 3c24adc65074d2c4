import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { EntityType, Principal } from "@catalyst/contracts";
import { type Database, withClient, withTenant } from "@catalyst/db";
import { requireEntityType } from "@catalyst/records";
import { openFieldsDatabase } from "./custom-fields/database.ts";
import { measureQueries } from "./custom-fields/measure-queries.ts";
import { ENTITY_TYPE, LARGE_TENANT } from "./custom-fields/plan.ts";
import { adminOf } from "./data/admin-of.ts";
import { benchRecordService } from "./environment/bench-record-service.ts";
import { connectAs, type KeptDatabase, startBenchServer } from "./environment/kept-database.ts";
import { printFigures, say } from "./figure.ts";

const BENCH = "custom-fields";

/** The custom-field engine against the figures it must show, and against the other ways to keep custom values. */
export async function runCustomFields(): Promise<void> {
  const dataDir = resolve(process.env["BENCH_DIR"] ?? join(import.meta.dirname, "../.data/bench"));
  mkdirSync(dataDir, { recursive: true });
  await using server = await startBenchServer(dataDir);
  const kept = await openFieldsDatabase(server);
  await queries(kept);
}

async function queries(kept: KeptDatabase): Promise<void> {
  say("Queries");
  const principal = await withClient(kept.adminUrl, (admin) => adminOf(admin, LARGE_TENANT));
  const database = connectAs("app", kept);
  try {
    const entityType = await entityTypeOf(database, principal);
    printFigures(BENCH, await measureQueries({ database, principal, entityType }));
  } finally {
    await database.pool.end();
  }
}

function entityTypeOf(database: Database, principal: Principal): Promise<EntityType> {
  const records = benchRecordService();
  return withTenant(database, principal, async (tx) => requireEntityType(await records.metadata(tx), ENTITY_TYPE));
}
