import type { MemberSummary } from "@catalyst/contracts";
import { testMember } from "@catalyst/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { givePasswords, serverFixture, type Browser, type ServerFixture } from "../server.fixture.ts";

let fixture: ServerFixture;
let admin: Browser;
beforeAll(async () => {
  fixture = await serverFixture();
  admin = await fixture.signedIn(fixture.tenantA.principals.admin);
});
afterAll(() => fixture[Symbol.asyncDispose]());

test("members are listed with their roles and teams, those of other tenants are not", async () => {
  const { data } = await admin.query("members.list");
  const { members } = data as { members: MemberSummary[] };

  expect(members.map((member) => member.role).sort()).toEqual(["admin", "manager", "read_only", "sales"]);
  expect(members.find((member) => member.role === "sales")?.teams).toEqual([
    { id: fixture.tenantA.teamId, name: "Sales" },
  ]);
});

test("a new role counts from the next request on, and is audited", async () => {
  const { sales } = fixture.tenantA.principals;
  const browser = await fixture.signedIn(sales);

  const before = await browser.query("mailbox.list", {});
  const changed = await admin.mutate("members.changeRole", { principalId: sales.principalId, role: "manager" });
  const after = await browser.query("mailbox.list", {});

  expect(before.error?.data.code).toBe("forbidden");
  expect(changed.data).toMatchObject({ principalId: sales.principalId, role: "manager" });
  expect(after.status).toBe(200);
  expect(await auditOf(sales.principalId)).toEqual([{ before: { role: "sales" }, after: { role: "manager" } }]);
});

test("a member who is removed loses access with the next request", async () => {
  const { read_only: person } = fixture.tenantA.principals;
  const browser = await fixture.signedIn(person);

  const removed = await admin.mutate("members.remove", { principalId: person.principalId });
  const list = await browser.query("records.list", { entityType: "companies" });
  const me = await browser.query("session.me");

  expect(removed.data).toEqual({ removed: true });
  expect(list.error?.data.code).toBe("forbidden");
  expect(me.data).toMatchObject({ tenant: null, role: null, memberships: [] });
});

test("the last admin can be neither demoted nor removed", async () => {
  const { principalId } = fixture.tenantA.principals.admin;

  const demoted = await admin.mutate("members.changeRole", { principalId, role: "sales" });
  const removed = await admin.mutate("members.remove", { principalId });

  expect([demoted.error?.data.code, removed.error?.data.code]).toEqual(["conflict", "conflict"]);
  expect((await admin.query("session.me")).data).toMatchObject({ role: "admin" });
});

test("two admins who demote each other at once leave one admin", async () => {
  const first = fixture.tenantB.principals.admin;
  const second = await testMember(fixture.db, { tenantId: fixture.tenantB.tenantId, role: "admin", teamIds: [] });
  await givePasswords(fixture.db);
  const [one, two] = [await fixture.signedIn(first), await fixture.signedIn(second)];

  const answers = await Promise.all([
    one.mutate("members.changeRole", { principalId: second.principalId, role: "sales" }),
    two.mutate("members.changeRole", { principalId: first.principalId, role: "sales" }),
  ]);

  const [row] = await fixture.db.adminQuery<{ admins: number }>(
    `select count(*)::int as admins from identity.member where "organizationId" = $1 and role = 'admin'`,
    [fixture.tenantB.tenantId],
  );
  expect(row?.admins).toBe(1);
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
});

test("an unknown member and one of another tenant answer alike", async () => {
  const foreign = await admin.mutate("members.remove", { principalId: fixture.tenantB.principals.sales.principalId });
  const unknown = await admin.mutate("members.remove", { principalId: "00000000-0000-4000-8000-000000000000" });

  expect([foreign.status, foreign.error?.message]).toEqual([unknown.status, unknown.error?.message]);
});

async function auditOf(principalId: string): Promise<readonly object[]> {
  return fixture.db.adminQuery(
    "select before, after from crm.audit_log where entity_type = 'members' and record_id = $1 order by audit_id",
    [principalId],
  );
}
