import { afterAll, beforeAll, expect, test } from "vitest";
import { serverFixture, type ServerFixture } from "../server.fixture.ts";

let fixture: ServerFixture;
beforeAll(async () => {
  fixture = await serverFixture();
});
afterAll(() => fixture[Symbol.asyncDispose]());

test("a member of two tenants switches between them, and sees each one's data only there", async () => {
  const { tenantA, tenantB } = fixture;
  const person = tenantA.principals.manager;
  await join(tenantB.tenantId, person.principalId, "read_only");
  const browser = await fixture.signedIn(person);
  await browser.mutate("records.create", { entityType: "companies", fields: { name: "Only in A" } });

  const switched = await browser.mutate("session.switchTenant", { tenantId: tenantB.tenantId });
  const inB = await browser.query("records.list", { entityType: "companies" });
  const writing = await browser.mutate("records.create", { entityType: "companies", fields: { name: "Not allowed" } });
  await browser.mutate("session.switchTenant", { tenantId: tenantA.tenantId });
  const inA = await browser.query("records.list", { entityType: "companies" });

  expect(switched.data).toMatchObject({ tenant: { id: tenantB.tenantId }, role: "read_only" });
  expect(inB.data).toMatchObject({ records: [] });
  expect(writing.error?.data.code).toBe("forbidden");
  expect(inA.data).toMatchObject({ records: [{ displayName: "Only in A" }] });
});

test("a foreign tenant can't be entered, and trying leaves one where one was", async () => {
  const browser = await fixture.signedIn(fixture.tenantA.principals.admin);

  const foreign = await browser.mutate("session.switchTenant", { tenantId: fixture.tenantB.tenantId });
  const unknown = await browser.mutate("session.switchTenant", { tenantId: "00000000-0000-4000-8000-000000000000" });
  const me = await browser.query("session.me");

  expect(foreign.error?.message).toBe(unknown.error?.message);
  expect([foreign.status, unknown.status]).toEqual([404, 404]);
  expect(me.data).toMatchObject({ tenant: { id: fixture.tenantA.tenantId } });
});

test("the next sign-in starts in the tenant that was used last", async () => {
  const person = fixture.tenantB.principals.sales;
  await join(fixture.tenantA.tenantId, person.principalId, "sales");
  const browser = await fixture.signedIn(person);
  await browser.mutate("session.switchTenant", { tenantId: fixture.tenantA.tenantId });

  const again = await fixture.signedIn(person);

  expect((await again.query("session.me")).data).toMatchObject({ tenant: { id: fixture.tenantA.tenantId } });
});

test("a session that has run out is none", async () => {
  const browser = await fixture.signedIn(fixture.tenantA.principals.read_only);

  await fixture.db.adminQuery(
    `update identity.session set "expiresAt" = now() - interval '1 second' where "userId" = $1`,
    [fixture.tenantA.principals.read_only.principalId],
  );

  expect((await browser.query("session.me")).error?.data.code).toBe("unauthenticated");
});

test("a session that is used after a day lives on for seven more", async () => {
  const { principalId } = fixture.tenantB.principals.manager;
  const browser = await fixture.signedIn(fixture.tenantB.principals.manager);
  await fixture.db.adminQuery(
    `update identity.session set "updatedAt" = now() - interval '2 days', "expiresAt" = now() + interval '5 days' where "userId" = $1`,
    [principalId],
  );

  await browser.query("session.me");

  const [row] = await fixture.db.adminQuery<{ extended: boolean }>(
    `select "expiresAt" > now() + interval '6 days' as extended from identity.session where "userId" = $1`,
    [principalId],
  );
  expect(row?.extended).toBe(true);
});

test("a suspended tenant answers nobody, and the person may go to another one", async () => {
  await using own = await serverFixture();
  const browser = await own.signedIn(own.tenantA.principals.admin);
  await own.db.adminQuery("update crm.tenants set status = 'suspended' where tenant_id = $1", [own.tenantA.tenantId]);

  expect((await browser.query("metadata.get")).error?.data.code).toBe("forbidden");
  expect((await browser.query("session.me")).status).toBe(200);
});

async function join(tenantId: string, userId: string, role: string): Promise<void> {
  await fixture.db.adminQuery(
    `insert into identity.member ("organizationId", "userId", role, "createdAt") values ($1, $2, $3, now())`,
    [tenantId, userId, role],
  );
}
