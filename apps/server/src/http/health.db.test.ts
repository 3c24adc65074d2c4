import { afterAll, beforeAll, expect, test } from "vitest";
import { serverFixture, type ServerFixture } from "../server.fixture.ts";

let fixture: ServerFixture;
beforeAll(async () => {
  fixture = await serverFixture();
});
afterAll(() => fixture[Symbol.asyncDispose]());

const lease = (age: string): Promise<unknown> =>
  fixture.db.adminQuery(
    `insert into engine.workers (worker_id, engine, renewed_at) values ('00000000-0000-4000-8000-000000000001', 1, now() - $1::interval)
     on conflict (worker_id) do update set renewed_at = excluded.renewed_at`,
    [age],
  );

test("without a worker the server is alive but not ready, and says why", async () => {
  const [alive, ready] = await Promise.all(["/healthz", "/readyz"].map((path) => fetch(fixture.url + path)));

  expect(alive?.status).toBe(200);
  expect(ready?.status).toBe(503);
  expect(await ready?.json()).toEqual({
    status: "not_ready",
    checks: { database: "ok", migrations: "ok", worker: "no worker has started", runHistory: "ok" },
  });
});

test("with a worker's fresh lease it is ready, with an old one it is not", async () => {
  await lease("1 second");
  const fresh = await fetch(`${fixture.url}/readyz`);
  await lease("1 minute");
  const old = await fetch(`${fixture.url}/readyz`);

  expect([fresh.status, old.status]).toEqual([200, 503]);
  expect(await old.json()).toMatchObject({ checks: { worker: expect.stringMatching(/no sign of life for 6\d s/) } });
});

test("a migration that was not applied makes it not ready", async () => {
  await using own = await serverFixture();
  await own.db.adminQuery(
    "delete from public._prisma_migrations where migration_name = (select max(migration_name) from public._prisma_migrations)",
  );

  expect(await (await fetch(`${own.url}/readyz`)).json()).toMatchObject({ checks: { migrations: "1 pending" } });
});

test("connections that the database ended are replaced without a restart", async () => {
  const browser = await fixture.signedIn(fixture.tenantA.principals.admin);
  await fixture.db.adminQuery(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename in ('catalyst_app', 'catalyst_auth')",
  );

  await expect.poll(async () => (await browser.query("records.list", { entityType: "companies" })).status).toBe(200);
  expect((await fetch(`${fixture.url}/readyz`)).status).toBeLessThan(504);
});

test("metrics are told to this machine, and with a token to whoever has it", async () => {
  const local = await fetch(`${fixture.url}/metrics`);
  const proxied = await fetch(`${fixture.url}/metrics`, { headers: { "x-forwarded-for": "203.0.113.7" } });
  await using own = await serverFixture({ metricsToken: "a token of some length" });
  const without = await fetch(`${own.url}/metrics`);
  const withToken = await fetch(`${own.url}/metrics`, { headers: { authorization: "Bearer a token of some length" } });

  expect([local.status, proxied.status, without.status, withToken.status]).toEqual([200, 404, 404, 200]);
  expect(await local.text()).toContain("catalyst_call_seconds");
});
