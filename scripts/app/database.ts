import { setTimeout as delay } from "node:timers/promises";
import {
  type DerivedKeys,
  deriveKeys,
  type EmbeddedPostgres,
  loadOrCreateSecret,
  prepareDatabase,
  type RoleUrls,
  startEmbeddedPostgres,
} from "../../packages/db/src/index.ts";
import type { AppConfig } from "./config.ts";
import { discardHalfDemo } from "./demo.ts";

const RESTART_ATTEMPTS = 10;
const RESTART_PAUSE_MS = 500;

/** A prepared database. `stop` ends the embedded server; one that DATABASE_URL names is left alone. */
export type AppDatabase = {
  readonly urls: RoleUrls;
  readonly adminUrl: string;
  readonly keys: DerivedKeys;
  readonly stop: () => Promise<void>;
};

/** Starts the embedded PostgreSQL unless DATABASE_URL names another, and migrates. */
export async function openAppDatabase(config: AppConfig, say: (line: string) => void): Promise<AppDatabase> {
  const secret = config.appSecret ?? loadOrCreateSecret(config.dataDir);
  const keys = deriveKeys(secret);
  const prepare = (adminUrl: string): Promise<RoleUrls> => prepareDatabase(adminUrl, secret, { onProgress: say });
  if (config.databaseUrl !== undefined) {
    say("Using the database of DATABASE_URL");
    return { urls: await prepare(config.databaseUrl), adminUrl: config.databaseUrl, keys, stop: async () => undefined };
  }
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir });
  try {
    await discardHalfDemo(config, embedded.adminUrl);
    const urls = await prepare(embedded.adminUrl);
    return { urls, adminUrl: embedded.adminUrl, keys, stop: keepRunning(config, embedded, say) };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** Brings PostgreSQL back on the same port when something killed it; returns how to stop it for good. */
function keepRunning(config: AppConfig, first: EmbeddedPostgres, say: (line: string) => void): () => Promise<void> {
  let current = first;
  let stopping = false;
  const watch = async (): Promise<void> => {
    while (!stopping) {
      await current.exited;
      if (stopping) return;
      say("PostgreSQL ended unexpectedly; starting it again");
      current = await restart(config);
    }
  };
  void watch().catch((error: unknown) => say(`PostgreSQL does not start again: ${String(error)}`));
  return async () => {
    stopping = true;
    await current.stop();
  };
}

/** After kill -9 the old backends need a moment to notice; until then the folder counts as in use. */
async function restart(config: AppConfig): Promise<EmbeddedPostgres> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startEmbeddedPostgres({ dataDir: config.dataDir });
    } catch (error) {
      if (attempt === RESTART_ATTEMPTS) throw error;
      await delay(RESTART_PAUSE_MS);
    }
  }
}
