import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@catalyst/db";
import type { TestProject } from "vitest/node";
import { clusterForRun, keepRun, KEPT_MARKER } from "./cluster-cache.ts";

/** Vitest's global set-up: one PostgreSQL for the whole run, gone at its end. */
export default async function setUpPostgres(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await clusterForRun();
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  project.provide("testAdminUrl", server.adminUrl);
  project.provide("testDataDir", dataDir);
  return () => tearDown(server, dataDir);
}

async function tearDown(server: EmbeddedPostgres, dataDir: string): Promise<void> {
  await server.stop();
  if (existsSync(join(dataDir, KEPT_MARKER)))
    console.log(`Open the kept databases with: node packages/testkit/src/open-kept.ts ${keepRun(dataDir)}`);
  else rmSync(dataDir, { recursive: true, force: true });
}
