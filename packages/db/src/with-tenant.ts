import type { Principal } from "@catalyst/contracts";
import pg from "pg";
import { commitTransaction, type Database } from "./database.ts";
import { isUnavailable, knewOldMetadata, toDomainError } from "./errors.ts";
import { sealContext } from "./seal-context.ts";

/** One open transaction in one tenant's sealed context. Nothing outlives it. */
export type TenantTransaction = {
  readonly principal: Principal;
  /** Version of the tenant's metadata when the transaction began; what was compiled for another one is stale. */
  readonly metadataVersion: number;
  /** When the transaction began, by the database's clock: what `now()` gives in all its statements. */
  readonly startedAt: string;
  /** Runs a statement. `name` makes it a prepared one: give a fixed name for fixed text, null for text made at run time. */
  readonly query: <Row extends pg.QueryResultRow>(
    name: string | null,
    text: string,
    values: readonly unknown[],
  ) => Promise<pg.QueryResult<Row>>;
  /** As `query`, but what was put off goes on waiting: for reads that it can't change. */
  readonly queryPast: TenantTransaction["query"];
  /**
   * Puts a write off until the next statement or the COMMIT, which wait for it and fail with it: what comes before then
   * may be added to it. One at a time. What goes past `query`, over `client`, does not wait.
   */
  readonly putOff: (write: () => Promise<void>) => void;
  /** Work for after the COMMIT, such as waking a worker; not run when the transaction fails. */
  readonly afterCommit: (work: () => void) => void;
  /** The connection itself, for libraries that write in the same transaction (pg-boss, Prisma). */
  readonly client: pg.PoolClient;
};

/**
 * The only way to tenant data: BEGIN, seal the context, `work`, COMMIT; ROLLBACK and a typed error when it throws.
 * READ COMMITTED. A connection whose rollback fails is destroyed. When the fields of what it writes have changed since it
 * began, `work` is done once more from the start: nothing of the first time is left.
 */
export async function withTenant<T>(
  database: Database,
  principal: Principal,
  work: (tx: TenantTransaction) => Promise<T>,
): Promise<T> {
  try {
    return await transact(database, principal, work);
  } catch (error) {
    if (!knewOldMetadata(error)) throw error;
    return transact(database, principal, work);
  }
}

async function transact<T>(
  database: Database,
  principal: Principal,
  work: (tx: TenantTransaction) => Promise<T>,
): Promise<T> {
  const afterCommit: (() => void)[] = [];
  const result = await commit({ database, principal, afterCommit }, work);
  // The connection is free by now, and warm: what signals over the pool gets it again.
  for (const action of afterCommit) action();
  return result;
}

type Transaction = Pick<Entry, "database" | "principal" | "afterCommit">;

async function commit<T>(transaction: Transaction, work: (tx: TenantTransaction) => Promise<T>): Promise<T> {
  const client = await connect(transaction.database);
  const late = lateWrite();
  let broken = true;
  try {
    const tx = await enter({ ...transaction, client, late });
    const result = await work(tx);
    await late.settle();
    await commitTransaction(client, transaction.database);
    broken = false;
    return result;
  } catch (error) {
    broken = await rollbackFails(client, error);
    throw toDomainError(error);
  } finally {
    client.release(broken);
  }
}

async function connect(database: Database): Promise<pg.PoolClient> {
  try {
    return await database.pool.connect();
  } catch (error) {
    throw toDomainError(error);
  }
}

type Entry = {
  readonly database: Database;
  readonly client: pg.PoolClient;
  readonly principal: Principal;
  readonly afterCommit: (() => void)[];
  readonly late: LateWrite;
};

/** A write that waits for the next statement. */
type LateWrite = { readonly putOff: TenantTransaction["putOff"]; readonly settle: () => Promise<void> };

function lateWrite(): LateWrite {
  let waiting: (() => Promise<void>) | null = null;
  return {
    putOff(write) {
      if (waiting !== null) throw new Error("Assertion failed: one write is put off at a time");
      waiting = write;
    },
    async settle() {
      const write = waiting;
      waiting = null;
      await write?.();
    },
  };
}

async function enter(entry: Entry): Promise<TenantTransaction> {
  const { client, database, principal, late } = entry;
  const context = sealContext(principal, database.contextKey, Date.now());
  const named = (name: string | null): { name?: string } => (name === null || !database.prepares ? {} : { name });
  const entered = await begin(client, context, database.statementTimeoutMs);
  const queryPast: TenantTransaction["query"] = (name, text, values) =>
    client.query({ ...named(name), text, values: [...values] });
  return {
    principal,
    client,
    metadataVersion: entered.version,
    startedAt: entered.started_at,
    queryPast,
    async query(name, text, values) {
      await late.settle();
      return await queryPast(name, text, values);
    },
    putOff: late.putOff,
    afterCommit: (work) => entry.afterCommit.push(work),
  };
}

type Entered = { readonly version: number; readonly started_at: string };

/** BEGIN and the sealed context in one message: every call of the product begins so, and a round trip costs more than a plan. */
async function begin(client: pg.PoolClient, context: string, timeoutMs: number): Promise<Entered> {
  const enterTenant = `select app.enter(${pg.escapeLiteral(context)}, ${Math.trunc(timeoutMs)}) as version, now() as started_at`;
  // Of several statements the driver gives a list of results, which its types don't know.
  const results: unknown = await client.query<Entered>(`begin; ${enterTenant}`);
  const entered = (results as readonly pg.QueryResult<Entered>[])[1]?.rows[0];
  if (entered === undefined) throw new Error("Assertion failed: a tenant that can't be entered is an error");
  return entered;
}

async function rollbackFails(client: pg.PoolClient, cause: unknown): Promise<boolean> {
  if (isUnavailable(cause)) return true;
  try {
    await client.query("rollback");
    return false;
  } catch {
    return true; // The connection is gone; the first error is the one to report.
  }
}
