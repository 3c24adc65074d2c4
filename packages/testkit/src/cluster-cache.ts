import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { prepareDatabase, readMigrations, startEmbeddedPostgres, withClient, withDatabase } from "@catalyst/db";
import { memoryFolder } from "./memory-folder.ts";
import { TEST_SECRET, TEMPLATE_NAME } from "./test-names.ts";

const CACHE_DIR = fileURLToPath(new URL("../../../.cache/testkit", import.meta.url));
const DB_SOURCE_DIR = fileURLToPath(new URL("../../db/src", import.meta.url));
/** A failed test's clone stays for a day of debugging. */
const KEPT_MS = 24 * 3_600_000;
const UNUSED_BASE_MS = 2 * 3_600_000;

/** The marker that says: a clone in this folder is worth keeping. */
export const KEPT_MARKER = "kept";

/** A copy of the prepared cluster for this run alone, in memory where there is enough; several runs work side by side. */
export async function clusterForRun(): Promise<string> {
  mkdirSync(CACHE_DIR, { recursive: true });
  const place = memoryFolder() ?? CACHE_DIR;
  for (const folder of new Set([CACHE_DIR, place])) removeStaleFolders(folder);
  const base = await preparedCluster();
  utimesSync(base, new Date(), new Date());
  const run = join(place, `run-${process.pid}-${Date.now()}`);
  execFileSync("cp", ["-a", base, run]);
  rmSync(join(run, "postgres.port"), { force: true });
  return run;
}

/** Keeps a stopped run's folder for a day, on disk; gives its place. */
export function keepRun(run: string): string {
  const kept = join(CACHE_DIR, basename(run));
  if (kept === run) return run;
  execFileSync("cp", ["-a", run, kept]);
  rmSync(run, { recursive: true, force: true });
  return kept;
}

/** A stopped cluster that holds the migrated template database; built once for each state of migrations and bootstrap. */
async function preparedCluster(): Promise<string> {
  const base = join(CACHE_DIR, `base-${fingerprint()}`);
  if (existsSync(base)) return base;
  const building = `${base}.building-${process.pid}`;
  const server = await startEmbeddedPostgres({ dataDir: building, durable: false });
  try {
    await prepareDatabase(withDatabase(server.adminUrl, TEMPLATE_NAME), TEST_SECRET);
    await withClient(server.adminUrl, (admin) => admin.query(`alter database ${TEMPLATE_NAME} is_template true`));
  } finally {
    await server.stop();
  }
  // Two runs may build at once: the second finds the place taken and uses the first one's.
  if (existsSync(base)) rmSync(building, { recursive: true, force: true });
  else renameSync(building, base);
  return base;
}

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const migration of readMigrations()) hash.update(`${migration.name}:${migration.checksum};`);
  for (const file of bootstrapFiles()) hash.update(readFileSync(file));
  return hash.digest("hex").slice(0, 16);
}

function bootstrapFiles(): readonly string[] {
  const embedded = readdirSync(join(DB_SOURCE_DIR, "embedded"))
    .sort()
    .map((name) => join(DB_SOURCE_DIR, "embedded", name));
  const own = ["roles.ts", "queue-schema.ts", "prepare-database.ts", "derive-keys.ts", "../package.json"];
  return [...embedded, ...own.map((name) => join(DB_SOURCE_DIR, name))];
}

function removeStaleFolders(place: string): void {
  for (const name of readdirSync(place)) {
    const folder = join(place, name);
    if (isUnusedBase(name, folder)) rmSync(folder, { recursive: true, force: true });
    const pid = Number(/^(?:run|base-\w+\.building)-(\d+)/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(pid) || isAlive(pid) || isKept(folder)) continue;
    stopOrphan(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Prepared clusters of earlier migrations; each takes 70 MB. */
function isUnusedBase(name: string, folder: string): boolean {
  return /^base-\w+$/.test(name) && Date.now() - statSync(folder).mtimeMs > UNUSED_BASE_MS;
}

function isKept(folder: string): boolean {
  const marker = join(folder, KEPT_MARKER);
  return existsSync(marker) && Date.now() - statSync(marker).mtimeMs < KEPT_MS;
}

function stopOrphan(folder: string): void {
  const file = join(folder, "postgres", "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number.parseInt(readFileSync(file, "utf8"), 10);
  const commandLine = `/proc/${pid}/cmdline`;
  if (existsSync(commandLine) && readFileSync(commandLine, "utf8").includes(folder)) process.kill(pid, "SIGQUIT");
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
