import { afterAll, beforeAll, expect, test } from "vitest";
import { emailOf, PASSWORD, serverFixture, type ServerFixture } from "../server.fixture.ts";

const NEW_PASSWORD = "a brand new password";

let fixture: ServerFixture;
beforeAll(async () => {
  fixture = await serverFixture();
});
afterAll(() => fixture[Symbol.asyncDispose]());

test("a forgotten password is set anew with the link of a mail, and every old session ends", async () => {
  const { sales } = fixture.tenantA.principals;
  const elsewhere = await fixture.signedIn(sales);

  const token = await requestToken(emailOf(sales));
  const reset = await fixture.browser().post("/api/auth/reset-password", { token, newPassword: NEW_PASSWORD });
  const oldPassword = await fixture
    .browser()
    .post("/api/auth/sign-in/email", { email: emailOf(sales), password: PASSWORD });
  await fixture.browser().signIn(emailOf(sales), NEW_PASSWORD);

  expect(reset.status).toBe(200);
  expect(oldPassword.status).toBe(401);
  expect((await elsewhere.query("session.me")).status).toBe(401);
});

test("the mail's link leads to the page that asked for it, with the token", async () => {
  const link = await requestLink(emailOf(fixture.tenantA.principals.manager));

  const response = await fixture.browser().fetch(link.pathname + link.search);
  const target = new URL(response.headers.get("location") ?? "", link);

  expect(response.status).toBe(302);
  expect(target.origin).toBe(link.origin);
  expect(target.pathname).toBe("/reset-password");
  expect(target.searchParams.get("token")).toMatch(/^\w{24}$/);
});

test("a link works once, also when it is used many times at once", async () => {
  const token = await requestToken(emailOf(fixture.tenantB.principals.manager));

  const uses = Array.from({ length: 5 }, () =>
    fixture.browser().post("/api/auth/reset-password", { token, newPassword: NEW_PASSWORD }),
  );
  const statuses = (await Promise.all(uses)).map((response) => response.status);

  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(new Set(statuses)).toEqual(new Set([200, 400]));
});

test("asking for a mail answers alike for accounts that exist and that don't", async () => {
  const known = await askForReset(emailOf(fixture.tenantA.principals.read_only));
  const unknown = await askForReset("nobody@example.test");

  expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()]);
  expect(known.status).toBe(200);
  expect(await mailsTo("nobody@example.test")).toEqual([]);
});

test("a link to a foreign page is refused", async () => {
  const response = await fixture
    .browser()
    .post("/api/auth/request-password-reset", {
      email: emailOf(fixture.tenantA.principals.admin),
      redirectTo: "https://evil.example/collect",
    });

  expect(response.status).toBe(403);
});

test("a short password is refused", async () => {
  const token = await requestToken(emailOf(fixture.tenantB.principals.read_only));

  const response = await fixture.browser().post("/api/auth/reset-password", { token, newPassword: "short" });

  expect(response.status).toBe(400);
});

test("kept mails are not shown where the product has a public address", async () => {
  await using hosted = await serverFixture({ appUrl: "https://crm.example.com" });

  const response = await hosted.browser().fetch("/api/dev/mails?to=a@example.test");

  expect(response.status).toBe(404);
});

async function askForReset(email: string): Promise<Response> {
  return fixture.browser().post("/api/auth/request-password-reset", { email, redirectTo: "/reset-password" });
}

async function requestLink(email: string): Promise<URL> {
  await askForReset(email);
  const [mail] = await mailsTo(email);
  return new URL(/https?:\S+/.exec(mail?.text ?? "")?.[0] ?? "");
}

async function requestToken(email: string): Promise<string> {
  return (await requestLink(email)).pathname.split("/").at(-1) ?? "";
}

async function mailsTo(email: string): Promise<readonly { readonly text: string }[]> {
  const response = await fixture.browser().fetch(`/api/dev/mails?to=${encodeURIComponent(email)}`);
  return ((await response.json()) as { mails: { text: string }[] }).mails;
}
