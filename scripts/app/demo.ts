import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { dropDatabase, type RoleUrls, StartupError, withClient } from "../../packages/db/src/index.ts";
import type { AppConfig } from "./config.ts";
import type { ServiceEnvironment } from "./service-environment.ts";

const SEED_MAX_OUTPUT_BYTES = 1024 * 1024;

/**
 * Fills an empty database with the demo tenants. `scripts/seed.ts` prints the demo accounts, one a line; they are kept
 * beside the data, so that every later start can show them again.
 */
export async function ensureDemo(
  config: AppConfig,
  urls: RoleUrls,
  env: ServiceEnvironment,
): Promise<"seeded" | "kept"> {
  if (!config.seedDemo || (await hasTenants(urls.auth))) return "kept";
  mkdirSync(config.dataDir, { recursive: true });
  writeFileSync(seedingMarker(config), "");
  writeFileSync(accountsFile(config), await runSeed({ ...env, DATABASE_URL_OWNER: urls.owner }));
  rmSync(seedingMarker(config));
  return "seeded";
}

/** A seed that was interrupted left half a demo: the embedded database, which holds nothing else yet, is made anew. */
export async function discardHalfDemo(config: AppConfig, adminUrl: string): Promise<void> {
  if (config.databaseUrl !== undefined || !existsSync(seedingMarker(config))) return;
  await dropDatabase(adminUrl);
  rmSync(seedingMarker(config));
}

async function runSeed(env: ServiceEnvironment): Promise<string> {
  const script = join(import.meta.dirname, "../seed.ts");
  try {
    const options = { env: { ...process.env, ...env }, maxBuffer: SEED_MAX_OUTPUT_BYTES };
    return (await promisify(execFile)(process.execPath, [script], options)).stdout;
  } catch (error) {
    throw new StartupError(
      "start_failed",
      `The demo data could not be written. npm run db:reset empties the database for a new try.\n${String(error)}`,
      error,
    );
  }
}

/** The demo accounts of this data folder, as the seed printed them. */
export function demoAccounts(config: AppConfig): readonly string[] {
  const file = accountsFile(config);
  return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
}

/** Where the demo accounts of this data folder are kept. */
export function accountsFile(config: AppConfig): string {
  return join(config.dataDir, "demo-accounts.txt");
}

function seedingMarker(config: AppConfig): string {
  return join(config.dataDir, "demo-seeding");
}

async function hasTenants(authUrl: string): Promise<boolean> {
  return withClient(
    authUrl,
    async (auth) => (await auth.query("select 1 from identity.organization limit 1")).rowCount !== 0,
  );
}
