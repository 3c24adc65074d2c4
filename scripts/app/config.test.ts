import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

const read = (env: Record<string, string>): ReturnType<typeof readConfig> => readConfig(env, "/checkout");

test("nothing needs to be set", () => {
  expect(read({})).toMatchObject({
    port: 3000,
    appUrl: "http://localhost:3000",
    dataDir: "/checkout/.data",
    seedDemo: true,
    databaseUrl: undefined,
  });
});

test("the address follows the port, and an empty variable counts as unset", () => {
  expect(read({ PORT: "4000", APP_URL: " ", DATA_DIR: "/data" })).toMatchObject({
    appUrl: "http://localhost:4000",
    dataDir: "/data",
  });
});

test("somebody else's database gets no demo tenants unless asked for", () => {
  const env = { DATABASE_URL: "postgres://u:p@host/db", APP_SECRET: "s".repeat(32) };

  expect(read(env).seedDemo).toBe(false);
  expect(read({ ...env, SEED_DEMO: "true" }).seedDemo).toBe(true);
});

test.each([
  ["PORT", "0", "PORT"],
  ["PORT", "80 ", undefined],
  ["PORT", "70000", "PORT"],
  ["DATABASE_URL", "mysql://a", "DATABASE_URL"],
  ["DATABASE_URL", "postgres://u:p@host/db", "APP_SECRET"],
  ["REDIS_URL", "localhost:6379", "REDIS_URL"],
  ["APP_URL", "crm.example.com", "APP_URL"],
  ["APP_SECRET", "short", "APP_SECRET"],
  ["RESEND_API_KEY", "re_1", "MAIL_FROM"],
  ["MAIL_FROM", "nobody", "MAIL_FROM"],
  ["SEED_DEMO", "yes", "SEED_DEMO"],
])("%s=%s is answered with a sentence about %s", (name, value, about) => {
  if (about === undefined) expect(() => read({ [name]: value })).not.toThrow();
  else expect(() => read({ [name]: value })).toThrow(about);
});

test("a wrong connection string is not repeated, since it may hold a password", () => {
  expect(() => read({ DATABASE_URL: "mysql://user:hunter2@host" })).toThrow(/^((?!hunter2).)*$/s);
});

test("all problems are told at once", () => {
  expect(() => read({ PORT: "x", REDIS_URL: "y" })).toThrow(/PORT[\s\S]*REDIS_URL/);
});
