import { afterAll, beforeAll, expect, test } from "vitest";
import { serverFixture, type Browser, type ServerFixture } from "../server.fixture.ts";

let fixture: ServerFixture;
let admin: Browser;
beforeAll(async () => {
  fixture = await serverFixture();
  admin = await fixture.signedIn(fixture.tenantA.principals.admin);
});
afterAll(() => fixture[Symbol.asyncDispose]());

const CREATE = { entityType: "companies", fields: { name: "Acme" } };

test.each([
  ["a foreign page", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
  ["a sandboxed page", { origin: "null", "sec-fetch-site": "cross-site" }],
  ["a null origin alone", { origin: "null", "sec-fetch-site": undefined }],
  ["no origin at all", { origin: undefined, "sec-fetch-site": undefined }],
  ["another port of the same host", { origin: "http://localhost:3999", "sec-fetch-site": "same-site" }],
])("a change from %s is refused and changes nothing", async (_name, headers) => {
  const before = await companies();

  const response = await admin.post("/trpc/records.create", CREATE, headers);

  expect(response.status).toBe(403);
  expect(await companies()).toBe(before);
});

test("a call without our header is refused, which no form and no image can send", async () => {
  const query = await admin.fetch("/trpc/session.me", { headers: { "x-catalyst-client": undefined } });
  const form = await admin.fetch("/trpc/records.create", {
    method: "POST",
    headers: { "x-catalyst-client": undefined, "content-type": "multipart/form-data; boundary=x" },
    body: '--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n{}\r\n--x--\r\n',
  });

  expect([query.status, form.status]).toEqual([400, 400]);
});

test("signing in from a foreign page is refused", async () => {
  const response = await fixture
    .browser()
    .post("/api/auth/sign-in/email", { email: "a@example.test", password: "x" }, { origin: "https://evil.example" });

  expect(response.status).toBe(403);
  expect(response.headers.getSetCookie()).toEqual([]);
});

test("a batch of more than 20 calls is refused", async () => {
  const paths = Array.from({ length: 21 }, () => "session.me").join(",");

  const response = await admin.fetch(`/trpc/${paths}?batch=1&input=${encodeURIComponent("{}")}`);
  const text = await response.text();

  expect(response.status).toBe(400);
  expect(text.length).toBeLessThan(1_000);
});

test("a path of thousands of commas is answered with one small error", async () => {
  const response = await admin.fetch(`/trpc/${",".repeat(3_000)}?batch=1`);

  expect(response.status).toBe(400);
  expect((await response.text()).length).toBeLessThan(1_000);
});

test("twenty calls in one batch answer in their order, sharing one session look-up", async () => {
  const paths = Array.from({ length: 20 }, (_, index) => (index === 7 ? "no.such" : "session.me")).join(",");

  const response = await admin.fetch(`/trpc/${paths}?batch=1&input=${encodeURIComponent("{}")}`);
  const answers = (await response.json()) as { error?: { data: { code: string } } }[];

  expect(response.status).toBe(207);
  expect(answers.map((answer) => answer.error?.data.code ?? "ok")).toEqual(
    Array.from({ length: 20 }, (_, index) => (index === 7 ? "not_found" : "ok")),
  );
});

test("a body over the limit is refused with 413, and the server goes on", async () => {
  const response = await admin.post("/trpc/records.create", { ...CREATE, fields: { name: "x".repeat(1_100_000) } });

  expect(response.status).toBe(413);
  expect((await admin.query("session.me")).status).toBe(200);
});

test("a login body over the limit is refused with 413", async () => {
  const response = await fixture
    .browser()
    .post("/api/auth/sign-in/email", { email: "a@example.test", password: "x".repeat(20_000) });

  expect(response.status).toBe(413);
});

test("__proto__ in an input pollutes nothing", async () => {
  const body = '{"entityType":"companies","fields":{"name":"Proto","__proto__":{"polluted":true}}}';

  await admin.fetch("/trpc/records.create", { method: "POST", headers: { "content-type": "application/json" }, body });

  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});

test("every answer carries the security headers and a request id of its own", async () => {
  const responses = await Promise.all(
    ["/healthz", "/trpc/session.me", "/api/nothing", "/no-console"].map((path) => admin.fetch(path)),
  );

  for (const { headers } of responses) {
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("access-control-allow-origin")).toBeNull();
  }
  expect(new Set(responses.map(({ headers }) => headers.get("x-request-id"))).size).toBe(4);
});

async function companies(): Promise<number> {
  const rows = await fixture.db.adminQuery<{ count: number }>(
    "select count(*)::int as count from crm.records where entity_type = 'companies'",
  );
  return rows[0]?.count ?? 0;
}
