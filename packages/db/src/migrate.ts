import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { StartupError } from "./startup-error.ts";

/** Where the migrations lie, in Prisma's own layout: `<stamp>_<name>/migration.sql`. */
export const MIGRATIONS_DIR = fileURLToPath(new URL("../prisma/migrations", import.meta.url));

/** Any number will do, as long as nobody else in this database takes it. */
const MIGRATION_LOCK = 7_236_501_144;

/** One migration on disk; the checksum is the SHA-256 of the file, as Prisma computes it. */
export type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

/** Exactly Prisma's table, so that `prisma migrate status` and `deploy` read what we wrote. */
const MIGRATIONS_TABLE = `create table if not exists public._prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

/** Reads the migrations in the order in which they apply. */
export function readMigrations(dir: string = MIGRATIONS_DIR): readonly Migration[] {
  const names = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(dir, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/**
 * Brings the database to the newest migration, as the owner role; several processes may call it at once.
 * @returns the names of the migrations that were applied now.
 * @throws StartupError `migration_changed`, `migration_unknown`, `migration_failed`.
 */
export async function migrate(
  owner: pg.Client,
  migrations: readonly Migration[] = readMigrations(),
): Promise<readonly string[]> {
  await owner.query("set lock_timeout = '5min'");
  await owner.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
  await owner.query("reset lock_timeout");
  try {
    await owner.query(MIGRATIONS_TABLE);
    await owner.query("grant select on public._prisma_migrations to catalyst_app, catalyst_worker");
    const pending = await pendingMigrations(owner, migrations);
    for (const migration of pending) await applyMigration(owner, migration);
    return pending.map((migration) => migration.name);
  } finally {
    await owner.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]);
  }
}

/**
 * What is still to apply. Readiness asks this too: anything pending means not ready.
 * @throws StartupError `migration_changed` or `migration_unknown` if code and database do not belong together.
 */
export async function pendingMigrations(
  db: Pick<pg.Client, "query">,
  migrations: readonly Migration[] = readMigrations(),
): Promise<readonly Migration[]> {
  const result = await db.query<{ migration_name: string; checksum: string }>(
    "select migration_name, checksum from public._prisma_migrations where finished_at is not null and rolled_back_at is null",
  );
  const applied = new Map(result.rows.map((row) => [row.migration_name, row.checksum]));
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]));
  for (const [name, checksum] of applied) assertKnown(name, checksum, known.get(name));
  return migrations.filter((migration) => !applied.has(migration.name));
}

function assertKnown(name: string, applied: string, onDisk: string | undefined): void {
  if (onDisk === undefined) {
    throw new StartupError(
      "migration_unknown",
      `The database holds the migration ${name}, which this version does not know: it was migrated by a newer version. Start that version, or use another database.`,
    );
  }
  if (onDisk !== applied) {
    throw new StartupError(
      "migration_changed",
      `The migration ${name} was changed after it was applied. Restore its file and put the change into a new migration; on a development database run npm run db:reset.`,
    );
  }
}

async function applyMigration(owner: pg.Client, migration: Migration): Promise<void> {
  await owner.query("begin");
  try {
    await owner.query(migration.sql);
    await owner.query(
      `insert into public._prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, transaction_timestamp(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await owner.query("commit");
  } catch (error) {
    await owner.query("rollback");
    throw new StartupError(
      "migration_failed",
      `The migration ${migration.name} failed${lineOf(error, migration.sql)}; nothing of it was kept.`,
      error,
    );
  }
}

function lineOf(error: unknown, sql: string): string {
  if (!(error instanceof Error)) return "";
  const position = "position" in error ? Number(error.position) : Number.NaN;
  const line = Number.isFinite(position) ? ` at line ${sql.slice(0, position).split("\n").length}` : "";
  return `${line}: ${error.message}`;
}
