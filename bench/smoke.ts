import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Principal } from "@catalyst/contracts";
import { withClient } from "@catalyst/db";
import type pg from "pg";
import { adminOf } from "./data/admin-of.ts";
import { LARGE_TENANT, RUNS_TENANT } from "./data/plan.ts";
import { openBenchDatabase, type BenchDatabase } from "./environment/bench-database.ts";
import { signIn } from "./environment/bench-client.ts";
import { startBenchServices } from "./environment/bench-services.ts";
import { connectAs } from "./environment/kept-database.ts";
import { printFigures, say } from "./figure.ts";
import { measureFilter, measureRowsRead } from "./measure/filter.ts";
import { measureFirstStep } from "./measure/first-step.ts";
import { measureList } from "./measure/list.ts";
import { measureRuns, RUN_RECORDS } from "./measure/runs.ts";

const BENCH = "smoke";
/** Each figure has records of its own, so that every one is the first change of its record. */
const FIRST_STEP_RECORDS = 100;

/** The figures that no change may make silly: lists, filters, the first step, runs. Data in BENCH_DIR are kept. */
export async function runSmoke(): Promise<void> {
  const dataDir = resolve(process.env["BENCH_DIR"] ?? join(import.meta.dirname, "../.data/bench"));
  mkdirSync(dataDir, { recursive: true });
  await using database = await openBenchDatabase(dataDir);
  await using services = await startBenchServices(database, dataDir);
  await withClient(database.adminUrl, async (admin) => {
    say("List and filter");
    const reader = await signIn(services.url, LARGE_TENANT);
    printFigures(BENCH, await measureList(reader));
    printFigures(BENCH, await measureFilter(reader));
    printFigures(BENCH, [await rowsRead(database, await adminOf(admin, LARGE_TENANT))]);
    say("Runs");
    const runner = await signIn(services.url, RUNS_TENANT);
    const ids = await companyIds(admin, FIRST_STEP_RECORDS + RUN_RECORDS);
    printFigures(BENCH, await measureFirstStep(runner, admin, ids.slice(0, FIRST_STEP_RECORDS)));
    printFigures(BENCH, [await measureRuns(runner, services, { admin, ids: ids.slice(FIRST_STEP_RECORDS) })]);
  });
}

async function rowsRead(kept: BenchDatabase, principal: Principal): ReturnType<typeof measureRowsRead> {
  const database = connectAs("app", kept);
  try {
    return await measureRowsRead(database, principal);
  } finally {
    await database.pool.end();
  }
}

async function companyIds(admin: pg.ClientBase, limit: number): Promise<readonly string[]> {
  const result = await admin.query<{ id: string }>(
    `select r.id from crm.records_companies r where r.tenant_id = (select o.id from identity."organization" o where o.slug = $1) order by r.id limit $2`,
    [RUNS_TENANT, limit],
  );
  return result.rows.map((row) => row.id);
}
