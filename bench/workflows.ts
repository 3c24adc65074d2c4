import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { withClient } from "@catalyst/db";
import { adminOf } from "./data/admin-of.ts";
import { signIn } from "./environment/bench-client.ts";
import { startBenchServices } from "./environment/bench-services.ts";
import { startBenchServer } from "./environment/kept-database.ts";
import { printFigures, say } from "./figure.ts";
import { makeWorkflowsDatabase } from "./workflows/make-tenants.ts";
import { measureBacklog } from "./workflows/measure-backlog.ts";
import { measureEnqueue } from "./workflows/measure-enqueue.ts";
import { measureIdle } from "./workflows/measure-idle.ts";
import { measureSteps } from "./workflows/measure-steps.ts";
import { LARGE_TENANT, SMALL_TENANT, STEPS_TENANT } from "./workflows/plan.ts";

const BENCH = "workflows";
/** Statements are counted by PostgreSQL itself, and it says when a transaction committed. */
const SERVER_SETTINGS = { shared_preload_libraries: "pg_stat_statements", track_commit_timestamp: "on" };

/** The workflow engine against the figures that it must show, with DBOS Transact beside it; real server and worker. */
export async function runWorkflows(): Promise<void> {
  const dataDir = resolve(process.env["BENCH_DIR"] ?? join(import.meta.dirname, "../.data/bench"));
  mkdirSync(dataDir, { recursive: true });
  await using server = await startBenchServer(dataDir, SERVER_SETTINGS);
  const kept = await makeWorkflowsDatabase(server);
  await using services = await startBenchServices(kept, dataDir);
  await withClient(kept.adminUrl, async (admin) => {
    const site = { server, kept, admin, services };
    const small = await adminOf(admin, SMALL_TENANT);
    const client = await signIn(services.url, SMALL_TENANT);
    say("Workflows: what a run adds to a change");
    printFigures(BENCH, await measureEnqueue(site, small));
    say("Workflows: idle");
    printFigures(BENCH, await measureIdle(site, client, small));
    say("Workflows: steps beside DBOS");
    printFigures(BENCH, await measureSteps(site, await adminOf(admin, STEPS_TENANT)));
    say("Workflows: a long queue");
    const large = await adminOf(admin, LARGE_TENANT);
    printFigures(BENCH, await measureBacklog(site, { large, small, client }));
  });
}
