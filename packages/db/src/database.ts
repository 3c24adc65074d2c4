import pg from "pg";

/** A pool of one role, with the key that seals tenant contexts. */
export type Database = {
  readonly pool: pg.Pool;
  readonly contextKey: Buffer;
  readonly statementTimeoutMs: number;
  /** How long the answer to a COMMIT is waited for, in ms. */
  readonly commitAnswerMs: number;
  /** Whether statements may be prepared by name; see `preparesStatements`. */
  readonly prepares: boolean;
};

/** How to reach the database as one role. */
export type DatabaseOptions = {
  readonly url: string;
  readonly contextKey: Buffer;
  readonly poolSize: number;
  /** A statement's time at most, in ms; jobs need more than requests. */
  readonly statementTimeoutMs?: number;
  /** How long after a statement's time its answer is waited for, in ms. */
  readonly answerGraceMs?: number;
  /** The same for a COMMIT, which has nothing left to do, for callers that can live with not knowing how it ended. */
  readonly commitAnswerMs?: number;
  /** Told of errors on idle connections, which the pool replaces by itself. */
  readonly onIdleError: (error: Error) => void;
};

/** Waiting longer than this for a connection means the database is gone or overrun: better a clear 503. */
const CONNECT_TIMEOUT_MS = 2_000;
const STATEMENT_TIMEOUT_MS = 10_000;
/** The server ends a statement in time; who hears nothing so long after that talks to a connection that is gone. */
const ANSWER_GRACE_MS = 5_000;

// For our pools only: better-auth and pg-boss share the module and want its own parsers.
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, parseBigint);
types.setTypeParser(pg.types.builtins.DATE, (text: string) => text);
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, toIsoInstant);

/** Opens a pool; nothing is connected before the first use. */
export function openDatabase(options: DatabaseOptions): Database {
  const { statementTimeoutMs = STATEMENT_TIMEOUT_MS, answerGraceMs = ANSWER_GRACE_MS } = options;
  const answerMs = statementTimeoutMs + answerGraceMs;
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: answerMs,
    idleTimeoutMillis: 60_000,
    types,
  });
  pool.on("error", options.onIdleError);
  // A connection that breaks between two statements of a transaction tells nobody else: unheard, it would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const prepares = preparesStatements(options.url);
  const { contextKey, commitAnswerMs = answerMs } = options;
  return { pool, contextKey, statementTimeoutMs, commitAnswerMs, prepares };
}

/** Commits. Who hears nothing for `commitAnswerMs` gets an error, for which `isUnavailable` holds. */
export async function commitTransaction(client: pg.PoolClient, { commitAnswerMs }: Database): Promise<void> {
  // The driver reads a time of its own for each statement; its types don't know it.
  const commit: pg.QueryConfig & { readonly query_timeout: number } = { text: "commit", query_timeout: commitAnswerMs };
  await client.query(commit);
}

/**
 * False for a connection string with `pgbouncer=true` (Prisma's word for it): a pooler in transaction mode gives each
 * transaction another server connection, on which a statement that was prepared before is unknown.
 */
export function preparesStatements(url: string): boolean {
  return new URL(url).searchParams.get("pgbouncer") !== "true";
}

function parseBigint(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError("A bigint column holds a value over 2^53");
  return value;
}

/** `2026-11-22 20:53:00.673+00`, as sessions in UTC print it, becomes `2026-11-22T20:53:00.673Z`: microseconds are kept. */
function toIsoInstant(text: string): string {
  return text.endsWith("+00") ? `${text.slice(0, 10)}T${text.slice(11, -3)}Z` : text;
}
