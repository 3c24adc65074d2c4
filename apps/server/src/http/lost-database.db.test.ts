import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { serverFixture } from "../server.fixture.ts";

const AUTH_SECRET = "ef".repeat(32);
/** A port on which nothing listens. */
const NOWHERE = "postgres://catalyst_auth:x@127.0.0.1:1/catalyst";

test("while identity can't be reached every call answers 503 with a sentence, nobody gets in, and nothing of the inside shows", async () => {
  await using fixture = await serverFixture({ databaseUrlAuth: NOWHERE, authSecret: AUTH_SECRET });
  const browser = fixture.browser();
  const signature = createHmac("sha256", AUTH_SECRET).update("token").digest("base64");
  const cookie = `catalyst_session=${encodeURIComponent(`token.${signature}`)}`;

  const signIn = await browser.post("/api/auth/sign-in/email", { email: "a@example.test", password: "some password" });
  const reset = await browser.post("/api/auth/request-password-reset", {
    email: "a@example.test",
    redirectTo: "/reset-password",
  });
  const list = await browser.fetch("/trpc/records.list?input=%7B%22entityType%22%3A%22companies%22%7D", {
    headers: { cookie },
  });
  const bodies = [await signIn.text(), await reset.text(), await list.text()];

  expect([signIn.status, reset.status, list.status]).toEqual([503, 503, 503]);
  for (const body of bodies) {
    expect(body).toContain('"code":"unavailable"');
    expect(body).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|at /);
  }
  expect(signIn.headers.getSetCookie()).toEqual([]);
});
