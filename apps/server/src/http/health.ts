import { type Database, type Migration, pendingMigrations, readMigrations } from "@catalyst/db";
import type { Request, Response } from "express";
import type { Redis } from "ioredis";

/** Leases are renewed every second or two; older than this means that no worker lives. */
const LEASE_MAX_AGE_SECONDS = 10;
const CHECK_DEADLINE_MS = 2_000;

/** What readiness looks at. */
export type HealthParts = { readonly database: Database; readonly redis: Redis | null };

/** `GET /healthz`: the process answers. */
export function healthz(_request: Request, response: Response): void {
  response.json({ status: "alive" });
}

/** `GET /readyz`: 200 when every check holds, else 503; each check says `ok` or what is wrong. */
export function readyz(parts: HealthParts): (request: Request, response: Response) => Promise<void> {
  const migrations = readMigrations();
  return async (_request, response) => {
    const [database, redis] = await Promise.all([databaseChecks(parts.database, migrations), redisCheck(parts.redis)]);
    const checks = { ...database, ...redis };
    const ready = Object.values(checks).every((check) => check === "ok");
    response.status(ready ? 200 : 503).json({ status: ready ? "ready" : "not_ready", checks });
  };
}

async function databaseChecks(database: Database, migrations: readonly Migration[]): Promise<Record<string, string>> {
  try {
    const client = await database.pool.connect();
    try {
      const pending = await pendingMigrations(client, migrations);
      const state = await client.query<{ lease_age: number | null; months: number }>(
        "select engine.lease_age_seconds() as lease_age, engine.months_ahead() as months",
      );
      return {
        database: "ok",
        migrations: pending.length === 0 ? "ok" : `${pending.length} pending`,
        ...engineChecks(state.rows[0]),
      };
    } finally {
      client.release();
    }
  } catch {
    return { database: "unreachable" };
  }
}

function engineChecks(state: { lease_age: number | null; months: number } | undefined): Record<string, string> {
  const age = state?.lease_age ?? null;
  const worker =
    age === null
      ? "no worker has started"
      : age < LEASE_MAX_AGE_SECONDS
        ? "ok"
        : `no sign of life for ${Math.round(age)} s`;
  return { worker, runHistory: (state?.months ?? 0) >= 1 ? "ok" : "no table for the next month" };
}

async function redisCheck(redis: Redis | null): Promise<Record<string, string>> {
  if (redis === null) return {};
  try {
    await Promise.race([redis.ping(), deadline()]);
    return { redis: "ok" };
  } catch {
    return { redis: "unreachable" };
  }
}

function deadline(): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error("Redis did not answer in time")), CHECK_DEADLINE_MS).unref();
  });
}
