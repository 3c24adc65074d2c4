import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Principal } from "@catalyst/contracts";
import { withClient } from "@catalyst/db";
import { adminOf } from "./data/admin-of.ts";
import { type BenchClient, signIn } from "./environment/bench-client.ts";
import { startBenchServices } from "./environment/bench-services.ts";
import { startBenchServer } from "./environment/kept-database.ts";
import { type Figure, printFigures, say } from "./figure.ts";
import { makeWorkflowsDatabase } from "./workflows/make-tenants.ts";
import { measureBacklog } from "./workflows/measure-backlog.ts";
import { measureEnqueue } from "./workflows/measure-enqueue.ts";
import { measureIdle } from "./workflows/measure-idle.ts";
import { measureSteps } from "./workflows/measure-steps.ts";
import { LARGE_TENANT, SMALL_TENANT, STEPS_TENANT } from "./workflows/plan.ts";
import type { Site } from "./workflows/site.ts";

const BENCH = "workflows";
/** Statements are counted by PostgreSQL itself, and it says when a transaction committed. */
const SERVER_SETTINGS = { shared_preload_libraries: "pg_stat_statements", track_commit_timestamp: "on" };

/** What the parts of the bench measure with. */
type Parts = { readonly site: Site; readonly client: BenchClient; readonly small: Principal };

const PARTS: Readonly<Record<string, (parts: Parts) => Promise<readonly Figure[]>>> = {
  enqueue: ({ site, small }) => measureEnqueue(site, small),
  idle: ({ site, client, small }) => measureIdle(site, client, small),
  steps: async ({ site }) => measureSteps(site, await adminOf(site.admin, STEPS_TENANT)),
  backlog: async ({ site, client, small }) =>
    measureBacklog(site, { large: await adminOf(site.admin, LARGE_TENANT), small, client }),
};

/** The workflow engine against the figures that it must show, with DBOS Transact beside it; all parts, or those named. Real server and worker. */
export async function runWorkflows(chosen: readonly string[]): Promise<void> {
  const unknown = chosen.find((part) => !Object.hasOwn(PARTS, part));
  if (unknown !== undefined) throw new Error(`The parts are ${Object.keys(PARTS).join(", ")}; ${unknown} is none`);
  const dataDir = resolve(process.env["BENCH_DIR"] ?? join(import.meta.dirname, "../.data/bench"));
  mkdirSync(dataDir, { recursive: true });
  await using server = await startBenchServer(dataDir, SERVER_SETTINGS);
  const kept = await makeWorkflowsDatabase(server);
  await using services = await startBenchServices(kept, dataDir);
  await withClient(kept.adminUrl, async (admin) => {
    const site = { server, kept, admin, services };
    const small = await adminOf(admin, SMALL_TENANT);
    const client = await signIn(services.url, SMALL_TENANT);
    for (const [name, measure] of Object.entries(PARTS)) {
      if (chosen.length > 0 && !chosen.includes(name)) continue;
      say(`Workflows: ${name}`);
      printFigures(BENCH, await measure({ site, client, small }));
    }
  });
}
