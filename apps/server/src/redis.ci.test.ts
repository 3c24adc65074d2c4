import { Redis } from "ioredis";
import { expect, onTestFinished, test } from "vitest";
import { DEFAULT_RATE_LIMITS } from "./http/rate-limit-rules.ts";
import { startRedis, type RealService } from "./real-services.fixture.ts";
import { emailOf, serverFixture, type ServerFixture } from "./server.fixture.ts";

/** No request may wait longer, whatever Redis does. */
const PATIENCE_MS = 2_000;

type Setup = { readonly redis: RealService; readonly fixture: ServerFixture };

async function setup(): Promise<Setup> {
  const redis = await startRedis();
  const rateLimits = { ...DEFAULT_RATE_LIMITS, loginAccount: { points: 3, seconds: 60 } };
  const fixture = await serverFixture({ redisUrl: `redis://127.0.0.1:${redis.port}`, rateLimits });
  onTestFinished(async () => {
    redis.thaw();
    await fixture[Symbol.asyncDispose]();
    await redis[Symbol.asyncDispose]();
  });
  await expect
    .poll(async () => (await (await fetch(`${fixture.url}/readyz`)).json()) as object)
    .toMatchObject({ checks: { redis: "ok" } });
  return { redis, fixture };
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly ms: number }> {
  const startedAt = performance.now();
  const result = await work();
  return { result, ms: performance.now() - startedAt };
}

test("sessions are kept in Redis and in the database", async () => {
  const { redis, fixture } = await setup();
  await fixture.signedIn(fixture.tenantA.principals.admin);
  const client = new Redis(redis.port, "127.0.0.1");

  const keys = await client.keys("auth:*");
  client.disconnect();

  expect(keys.length).toBeGreaterThanOrEqual(2);
  expect(await fixture.db.adminQuery("select 1 from identity.session")).toHaveLength(1);
});

test("rate limits are counted in Redis", async () => {
  const { redis, fixture } = await setup();
  await fixture
    .browser()
    .post("/api/auth/sign-in/email", { email: "nobody@example.test", password: "wrong wrong wrong" });
  const client = new Redis(redis.port, "127.0.0.1");

  const keys = await client.keys("login*");
  client.disconnect();

  expect(keys).toHaveLength(3);
  expect(await fixture.db.adminQuery("select 1 from identity.rate_limits")).toEqual([]);
});

test("a Redis that was emptied signs nobody out", async () => {
  const { redis, fixture } = await setup();
  const browser = await fixture.signedIn(fixture.tenantA.principals.admin);
  const client = new Redis(redis.port, "127.0.0.1");
  await client.flushall();
  client.disconnect();

  expect((await browser.query("session.me")).status).toBe(200);
  expect((await browser.mutate("session.switchTenant", { tenantId: fixture.tenantA.tenantId })).status).toBe(200);
});

test.each(["killed", "frozen"])(
  "with Redis %s people work on, sign in and out, no request takes over two seconds, and readiness says so",
  async (how) => {
    const { redis, fixture } = await setup();
    const before = await fixture.signedIn(fixture.tenantA.principals.admin);
    if (how === "killed") await redis.kill();
    else redis.freeze();

    const me = await timed(() => before.query("session.me"));
    const list = await timed(() => before.query("records.list", { entityType: "companies" }));
    const signIn = await timed(() => fixture.signedIn(fixture.tenantA.principals.sales));
    const work = await timed(() => signIn.result.query("session.me"));
    const switching = await timed(() => before.mutate("session.switchTenant", { tenantId: fixture.tenantA.tenantId }));
    const signOut = await timed(() => before.post("/api/auth/sign-out", {}));
    const ready = await timed(() => fetch(`${fixture.url}/readyz`));

    expect([
      me.result.status,
      list.result.status,
      work.result.status,
      switching.result.status,
      signOut.result.status,
    ]).toEqual([200, 200, 200, 200, 200]);
    expect(await ready.result.json()).toMatchObject({ checks: { redis: "unreachable" } });
    expect(Math.max(me.ms, list.ms, work.ms, signOut.ms, ready.ms)).toBeLessThan(PATIENCE_MS);
    expect(Math.max(signIn.ms, switching.ms)).toBeLessThan(PATIENCE_MS);
  },
);

test("who signed out while Redis was away stays out when it comes back with its old data", async () => {
  const { redis, fixture } = await setup();
  const browser = await fixture.signedIn(fixture.tenantA.principals.admin);
  const cookie = browser.cookieHeader();
  redis.freeze();
  await browser.post("/api/auth/sign-out", {});
  redis.thaw();

  await expect.poll(async () => (await fetch(`${fixture.url}/readyz`)).text()).toContain('"redis":"ok"');
  expect((await fixture.browser().fetch("/trpc/session.me", { headers: { cookie } })).status).toBe(401);
  expect((await fixture.browser().fetch("/trpc/metadata.get", { headers: { cookie } })).status).toBe(401);
});

test("guessing is still stopped while Redis is away", async () => {
  const { redis, fixture } = await setup();
  await redis.kill();
  const statuses: number[] = [];

  for (let n = 0; n < 4; n++) {
    const body = { email: emailOf(fixture.tenantA.principals.admin), password: "wrong wrong wrong" };
    statuses.push((await fixture.browser().post("/api/auth/sign-in/email", body)).status);
  }

  expect(statuses).toEqual([401, 401, 401, 429]);
});
