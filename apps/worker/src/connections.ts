import { type Boss, type Database, openBoss, openDatabase } from "@catalyst/db";
import pg from "pg";
import type { WorkerConfig } from "./config.ts";

/** Connections beside the slots: claims, sweeps, jobs. */
const SPARE_CONNECTIONS = 6;
const BOSS_CONNECTIONS = 2;
/** The role's own statement time-out is 60 s; a connection that says nothing for longer is gone. */
const BOSS_ANSWER_MS = 65_000;
/** Statements of a segment are short; those of jobs are not. */
const STATEMENT_TIMEOUT_MS = 30_000;
/** A COMMIT that says nothing for so long keeps its runs' slots: each run is let go, and its fence says later what is done. */
const COMMIT_ANSWER_MS = 2_000;

/** The worker's two ways to the database. */
export type Connections = { readonly database: Database; readonly boss: Boss; readonly close: () => Promise<void> };

/** Opens the pool for tenant data and, with the driver's own type parsers, one for the queue and its supervision. */
export async function openConnections(config: WorkerConfig, onError: (error: Error) => void): Promise<Connections> {
  const database = openDatabase({
    url: config.databaseUrl,
    contextKey: config.contextKey,
    poolSize: config.concurrency + SPARE_CONNECTIONS,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    commitAnswerMs: COMMIT_ANSWER_MS,
    onIdleError: onError,
  });
  const bossPool = new pg.Pool({
    connectionString: config.databaseUrl,
    max: BOSS_CONNECTIONS,
    connectionTimeoutMillis: 2_000,
    query_timeout: BOSS_ANSWER_MS,
  });
  bossPool.on("error", onError);
  const boss = await openBoss({ pool: bossPool }, { onError });
  return {
    database,
    boss,
    async close() {
      await boss.stop({ graceful: false, close: false });
      await Promise.all([bossPool.end(), database.pool.end()]);
    },
  };
}
