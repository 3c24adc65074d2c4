import { preparesStatements } from "@catalyst/db";
import pg from "pg";

const POOL_SIZE = 5;
const CONNECT_TIMEOUT_MS = 2_000;

/** The schema `identity` as role `catalyst_auth`, which sees nothing else. better-auth shares the pool. */
export type IdentityDatabase = {
  readonly pool: pg.Pool;
  /** Runs one statement; `name` makes it a prepared one where the connection allows that. */
  readonly query: <Row extends pg.QueryResultRow>(
    name: string,
    text: string,
    values: readonly unknown[],
  ) => Promise<pg.QueryResult<Row>>;
};

/** Opens the pool; nothing is connected before its first use. */
export function openIdentity(url: string, onIdleError: (error: Error) => void): IdentityDatabase {
  const pool = new pg.Pool({ connectionString: url, max: POOL_SIZE, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  pool.on("error", onIdleError);
  // A connection that breaks between two statements of a transaction tells nobody else: unheard, it would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const prepares = preparesStatements(url);
  return {
    pool,
    query: (name, text, values) => pool.query({ ...(prepares ? { name } : {}), text, values: [...values] }),
  };
}
