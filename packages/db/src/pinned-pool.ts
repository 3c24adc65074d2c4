import pg from "pg";

/** What Prisma takes for its pool, and which transaction's connection stands behind it at the moment. */
export type PinnedPool = {
  readonly facade: pg.Pool;
  readonly pin: (connection: pg.PoolClient) => void;
  readonly unpin: () => void;
};

/**
 * A pool that never connects: every statement goes to the pinned connection, and BEGIN, COMMIT and ROLLBACK become a
 * savepoint of its open transaction. Passed through unmapped, Prisma's COMMIT would end that transaction in the middle of
 * `withTenant` and lose the tenant context.
 */
export function openPinnedPool(): PinnedPool {
  let pinned: pg.PoolClient | undefined;
  let savepoints = 0;
  const connection = (): pg.PoolClient => {
    if (pinned === undefined) throw new Error("Prisma was used outside of prismaInTenant; its client must not be kept");
    return pinned;
  };
  const replacements: Replacements = {
    query: (...args) => queryOn(connection(), args),
    connect: async () => savepointClient(connection(), `prisma_${(savepoints += 1)}`),
  };
  return {
    facade: replaceMethods(new pg.Pool({ max: 1 }), replacements),
    pin: (client) => {
      pinned = client;
    },
    unpin: () => {
      pinned = undefined;
    },
  };
}

type Replacements = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** Prisma accepts real `pg` objects only, so they are wrapped, not imitated. */
function replaceMethods<T extends object>(target: T, replacements: Replacements): T {
  return new Proxy(target, {
    get: (object, key) => {
      const own = typeof key === "string" ? replacements[key] : undefined;
      if (own) return own;
      const value: unknown = Reflect.get(object, key);
      return typeof value === "function" ? value.bind(object) : value;
    },
  });
}

/** One `$transaction` of Prisma: a savepoint of its own on the pinned connection, which is never released by Prisma. */
function savepointClient(client: pg.PoolClient, savepoint: string): pg.PoolClient {
  const query = async (...args: readonly unknown[]): Promise<unknown> => {
    const mapped = mapTransactionControl(textOf(args[0]), savepoint);
    if (mapped === undefined) return queryOn(client, args);
    return client.query(mapped);
  };
  return replaceMethods(client, { query, release: () => undefined });
}

/** Passes a call on as it is: `pg` has a dozen overloads, Prisma uses one, and none of them matters here. */
function queryOn(client: pg.PoolClient, args: readonly unknown[]): unknown {
  return Reflect.apply(Reflect.get(client, "query"), client, args);
}

/** The statement to run in place of Prisma's transaction control; undefined for every other statement. */
export function mapTransactionControl(text: string, savepoint: string): string | undefined {
  const command = text.trim().toUpperCase();
  if (command === "BEGIN") return `savepoint ${savepoint}`;
  if (command === "COMMIT") return `release savepoint ${savepoint}`;
  if (command === "ROLLBACK") return `rollback to savepoint ${savepoint}; release savepoint ${savepoint}`;
  if (
    /^(SET TRANSACTION|START TRANSACTION|END|ABORT|BEGIN|COMMIT|ROLLBACK) /.test(`${command} `) &&
    !command.startsWith("ROLLBACK TO ")
  ) {
    throw new Error(
      `Prisma may not run "${text}" within a tenant's transaction: it is READ COMMITTED and belongs to withTenant`,
    );
  }
  return undefined;
}

function textOf(query: unknown): string {
  if (typeof query === "string") return query;
  return typeof query === "object" && query !== null && "text" in query && typeof query.text === "string"
    ? query.text
    : "";
}
