import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { databaseRights, deriveKeys, roleUrls, type RoleUrls, withClient, withDatabase } from "@catalyst/db";
import pg from "pg";
import { inject, onTestFinished, TestRunner } from "vitest";
import { KEPT_MARKER } from "./cluster-cache.ts";
import { TEMPLATE_NAME, TEST_SECRET } from "./test-names.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Administrator's connection string of this run's PostgreSQL. */
    testAdminUrl: string;
    /** Its data folder. */
    testDataDir: string;
  }
}

type Query = <Row extends pg.QueryResultRow = pg.QueryResultRow>(
  sql: string,
  values?: readonly unknown[],
) => Promise<readonly Row[]>;

/** A migrated, empty database of one test (or one file), on the real PostgreSQL. */
export type TestDatabase = AsyncDisposable & {
  readonly name: string;
  /** Connection strings; `admin` is the superuser, whom row level security does not bind. */
  readonly urls: RoleUrls & { readonly admin: string };
  /** Signs tenant contexts for this database. */
  readonly contextKey: Buffer;
  /** Runs one statement as catalyst_owner: owns everything, but forced row level security binds it too. */
  readonly ownerQuery: Query;
  /** Runs one statement as the superuser: sees and writes all tenants. */
  readonly adminQuery: Query;
};

/**
 * Clones the template (20 ms in memory). `await using db = await testDatabase()` in a test, or dispose of it in `afterAll`.
 * A failed test's database is kept and its name printed.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const adminUrl = inject("testAdminUrl");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await withClient(adminUrl, async (admin) => {
    await admin.query(`create database ${name} template ${TEMPLATE_NAME} owner catalyst_owner strategy file_copy`);
    await admin.query(databaseRights(name));
  });
  const keys = deriveKeys(TEST_SECRET);
  const url = withDatabase(adminUrl, name);
  const urls = { ...roleUrls(url, keys), admin: url };
  const owner = lazyPool(urls.owner);
  const admin = lazyPool(urls.admin);
  const close = async (): Promise<void> => {
    await Promise.all([owner.end(), admin.end()]);
  };
  return {
    name,
    urls,
    contextKey: keys.contextKey,
    ownerQuery: owner.query,
    adminQuery: admin.query,
    [Symbol.asyncDispose]: disposer(name, close),
  };
}

/** Inside a test its outcome is known only after the disposal, so the drop waits for it; elsewhere it happens at once. */
function disposer(name: string, close: () => Promise<void>): () => Promise<void> {
  if (TestRunner.getCurrentTest() === undefined) {
    return async () => {
      await close();
      await drop(name);
    };
  }
  onTestFinished(async ({ task }) => {
    await close();
    if (task.result?.state === "fail") keep(name, task.name);
    else await drop(name);
  });
  return close;
}

async function drop(name: string): Promise<void> {
  await withClient(inject("testAdminUrl"), (admin) => admin.query(`drop database if exists ${name} with (force)`));
}

function keep(name: string, test: string): void {
  writeFileSync(join(inject("testDataDir"), KEPT_MARKER), "");
  console.log(`Kept the database ${name} of the failed test "${test}"`);
}

function lazyPool(url: string): { readonly query: Query; readonly end: () => Promise<void> } {
  let pool: pg.Pool | undefined;
  const opened = (): pg.Pool => {
    if (pool) return pool;
    pool = new pg.Pool({ connectionString: url, max: 2 });
    // A test may kill backends on purpose; the pool replaces idle ones by itself.
    pool.on("error", () => undefined);
    return pool;
  };
  const query: Query = async (sql, values) => (await opened().query(sql, values && [...values])).rows;
  const end = async (): Promise<void> => {
    const closing = pool;
    pool = undefined;
    await closing?.end();
  };
  return { query, end };
}
