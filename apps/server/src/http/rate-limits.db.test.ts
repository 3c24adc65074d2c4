import { expect, test } from "vitest";
import { emailOf, PASSWORD, serverFixture } from "../server.fixture.ts";
import { DEFAULT_RATE_LIMITS } from "./rate-limit-rules.ts";

const WRONG = { password: "wrong wrong wrong" };

test("guessing a password is stopped, also with the right one, and other accounts still sign in", async () => {
  await using fixture = await serverFixture({
    rateLimits: { ...DEFAULT_RATE_LIMITS, loginAccount: { points: 3, seconds: 60 } },
  });
  const email = emailOf(fixture.tenantA.principals.admin);
  const guess = async (password: string): Promise<number> =>
    (await fixture.browser().post("/api/auth/sign-in/email", { email, password })).status;

  const guesses = [
    await guess(WRONG.password),
    await guess(WRONG.password),
    await guess(WRONG.password),
    await guess(WRONG.password),
  ];

  expect(guesses).toEqual([401, 401, 401, 429]);
  expect(await guess(PASSWORD)).toBe(429);
  await fixture.signedIn(fixture.tenantA.principals.sales);
});

test("unknown accounts are limited just as known ones", async () => {
  await using fixture = await serverFixture({
    rateLimits: { ...DEFAULT_RATE_LIMITS, loginAccount: { points: 1, seconds: 60 } },
  });
  const guess = async (): Promise<number> =>
    (await fixture.browser().post("/api/auth/sign-in/email", { email: "nobody@example.test", ...WRONG })).status;

  expect([await guess(), await guess()]).toEqual([401, 429]);
});

test("signing in gives back what failed tries took", async () => {
  await using fixture = await serverFixture({
    rateLimits: { ...DEFAULT_RATE_LIMITS, loginAccount: { points: 2, seconds: 60 } },
  });
  const browser = fixture.browser();
  const email = emailOf(fixture.tenantA.principals.admin);

  for (let round = 0; round < 3; round++) {
    await browser.post("/api/auth/sign-in/email", { email, ...WRONG });
    await browser.signIn(email);
  }

  expect((await browser.query("session.me")).status).toBe(200);
});

test("one address can't try many accounts, whatever it writes into X-Forwarded-For", async () => {
  await using fixture = await serverFixture({
    rateLimits: { ...DEFAULT_RATE_LIMITS, loginAddress: { points: 3, seconds: 60 } },
  });
  const statuses: number[] = [];

  for (let n = 0; n < 4; n++) {
    const headers = { "x-forwarded-for": `203.0.113.${n}` };
    statuses.push(
      (await fixture.browser().post("/api/auth/sign-in/email", { email: `person${n}@example.test`, ...WRONG }, headers))
        .status,
    );
  }

  expect(statuses).toEqual([401, 401, 401, 429]);
});

test("a mailbox is not flooded with reset links", async () => {
  await using fixture = await serverFixture({
    rateLimits: { ...DEFAULT_RATE_LIMITS, resetAccount: { points: 2, seconds: 60 } },
  });
  const email = emailOf(fixture.tenantA.principals.admin);
  const ask = async (): Promise<number> =>
    (await fixture.browser().post("/api/auth/request-password-reset", { email, redirectTo: "/reset-password" })).status;

  expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429]);
});

test("API calls of one person are limited, each call of a batch counts, and others go on", async () => {
  await using fixture = await serverFixture({
    rateLimits: { ...DEFAULT_RATE_LIMITS, api: { points: 5, seconds: 60 } },
  });
  const [busy, calm] = [
    await fixture.signedIn(fixture.tenantA.principals.admin),
    await fixture.signedIn(fixture.tenantA.principals.sales),
  ];

  const batch = await busy.fetch(
    `/trpc/${Array.from({ length: 6 }, () => "session.me").join(",")}?batch=1&input=%7B%7D`,
  );
  const answers = (await batch.json()) as { error?: { data: { code: string }; message: string } }[];

  expect(answers.filter((answer) => answer.error === undefined)).toHaveLength(5);
  expect(answers.find((answer) => answer.error !== undefined)?.error).toMatchObject({
    data: { code: "rate_limited" },
    message: expect.stringMatching(/seconds/),
  });
  expect((await calm.query("session.me")).status).toBe(200);
});
