import { afterAll, beforeAll, expect, test } from "vitest";
import { emailOf, PASSWORD, serverFixture, type ServerFixture } from "../server.fixture.ts";

let fixture: ServerFixture;
beforeAll(async () => {
  fixture = await serverFixture();
});
afterAll(() => fixture[Symbol.asyncDispose]());

test("a member signs in and sees who and where they are", async () => {
  const { admin } = fixture.tenantA.principals;
  const browser = await fixture.signedIn(admin);

  const me = await browser.query("session.me");

  expect(me.data).toMatchObject({
    user: { id: admin.principalId, email: emailOf(admin) },
    tenant: { id: fixture.tenantA.tenantId },
    role: "admin",
    memberships: [{ tenantId: fixture.tenantA.tenantId, role: "admin" }],
    developmentMailbox: true,
  });
});

test("signing out ends the session, also for a copy of its cookie", async () => {
  const browser = await fixture.signedIn(fixture.tenantA.principals.sales);
  const cookie = browser.cookieHeader();

  const out = await browser.post("/api/auth/sign-out", {});
  const again = await fixture.browser().fetch("/trpc/session.me", { headers: { cookie } });

  expect(out.status).toBe(200);
  expect(browser.cookieHeader()).toBe("");
  expect(again.status).toBe(401);
});

test("a wrong password and an unknown account answer alike", async () => {
  const browser = fixture.browser();

  const wrong = await browser.post("/api/auth/sign-in/email", {
    email: emailOf(fixture.tenantA.principals.admin),
    password: `${PASSWORD}!`,
  });
  const unknown = await browser.post("/api/auth/sign-in/email", { email: "nobody@example.test", password: PASSWORD });

  expect([wrong.status, await wrong.text()]).toEqual([unknown.status, await unknown.text()]);
  expect(wrong.status).toBe(401);
});

test("nobody can sign up, and paths of better-auth that we don't use don't exist", async () => {
  const browser = await fixture.signedIn(fixture.tenantA.principals.admin);

  const paths = [
    "sign-up/email",
    "organization/create",
    "organization/set-active",
    "update-user",
    "change-email",
    "list-sessions",
    "organization/add-member",
  ];
  const statuses = await Promise.all(paths.map(async (path) => (await browser.post(`/api/auth/${path}`, {})).status));

  expect(new Set(statuses)).toEqual(new Set([404]));
});

test("a cookie whose signature was changed is no session", async () => {
  const browser = await fixture.signedIn(fixture.tenantA.principals.admin);
  const [name, value = ""] = browser.cookieHeader().split("=");
  const forged = `${name}=${encodeURIComponent(`${decodeURIComponent(value).split(".")[0]}.${Buffer.alloc(32).toString("base64")}`)}`;

  const answer = await fixture.browser().fetch("/trpc/session.me", { headers: { cookie: forged } });

  expect(answer.status).toBe(401);
});

test("over https the cookie is bound to this host, hidden from scripts and from other sites", async () => {
  const appUrl = "https://crm.example.com";
  await using hosted = await serverFixture({ appUrl });

  const response = await hosted
    .browser()
    .post(
      "/api/auth/sign-in/email",
      { email: emailOf(hosted.tenantA.principals.admin), password: PASSWORD },
      { origin: appUrl },
    );

  const [cookie = ""] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-catalyst_session=/);
  expect(cookie).toMatch(/; Secure/);
  expect(cookie).toMatch(/; HttpOnly/);
  expect(cookie).toMatch(/; SameSite=Lax/);
  expect(cookie).toMatch(/; Path=\//);
  expect(cookie).not.toMatch(/Domain/);
  expect(response.headers.get("strict-transport-security")).toContain("max-age=");
});
