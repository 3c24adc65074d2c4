import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Database,
  deriveKeys,
  type DerivedKeys,
  dropDatabase,
  loadOrCreateSecret,
  openDatabase,
  prepareDatabase,
  type RoleUrls,
  startEmbeddedPostgres,
  withDatabase,
} from "@catalyst/db";
import { say } from "../figure.ts";

/** A PostgreSQL of the bench's own, whose databases are kept from one bench to the next. */
export type BenchServer = AsyncDisposable & {
  readonly dataDir: string;
  readonly adminUrl: string;
  readonly secret: string;
  readonly keys: DerivedKeys;
};

/** One database of it. `adminUrl` is the superuser's. */
export type KeptDatabase = { readonly adminUrl: string; readonly urls: RoleUrls; readonly keys: DerivedKeys };

/** What fills a database, and what its data depend on: they are made anew where `madeBy` is another. */
export type Filling = {
  readonly name: string;
  readonly madeBy: string;
  readonly fill: (made: KeptDatabase) => Promise<void>;
};

/** Starts it, with fsync as in production: what is measured includes commits. `settings` are PostgreSQL's, beside the product's. */
export async function startBenchServer(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<BenchServer> {
  const server = await startEmbeddedPostgres({ dataDir, settings });
  const secret = loadOrCreateSecret(dataDir);
  return {
    dataDir,
    adminUrl: server.adminUrl,
    secret,
    keys: deriveKeys(secret),
    [Symbol.asyncDispose]: () => server.stop(),
  };
}

/** The database as the last bench left it, migrated as an installation would be, or filled anew. */
export async function openKeptDatabase(server: BenchServer, filling: Filling): Promise<KeptDatabase> {
  const adminUrl = withDatabase(server.adminUrl, filling.name);
  const marker = join(server.dataDir, `generated-${filling.name}-${filling.madeBy}`);
  if (!existsSync(marker)) await dropDatabase(adminUrl);
  const urls = await prepareDatabase(adminUrl, server.secret);
  const made = { adminUrl, urls, keys: server.keys };
  if (existsSync(marker)) return made;
  await filling.fill(made);
  writeFileSync(marker, "");
  return made;
}

/** A pool as the application's role, or as the worker's. */
export function connectAs(role: "app" | "worker", { urls, keys }: KeptDatabase, poolSize = 1): Database {
  return openDatabase({
    url: urls[role],
    contextKey: keys.contextKey,
    poolSize,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    onIdleError: (error) => say(error.message),
  });
}

/** The designs that ours is compared with may take their time. */
const STATEMENT_TIMEOUT_MS = 120_000;
