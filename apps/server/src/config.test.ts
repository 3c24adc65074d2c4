import { StartupError } from "@catalyst/db";
import { expect, test } from "vitest";
import { readServerConfig } from "./config.ts";

const SOUND = {
  DATABASE_URL_APP: "postgres://app:secret-1@localhost:5432/catalyst",
  DATABASE_URL_AUTH: "postgres://auth:secret-2@localhost:5432/catalyst",
  CONTEXT_KEY: "ab".repeat(32),
  CREDENTIAL_KEY: "ef".repeat(32),
  AUTH_SECRET: "cd".repeat(32),
  APP_URL: "http://localhost:3000/",
};

test("the defaults are those of one machine: loopback, port 3000, mails kept", () => {
  const config = readServerConfig({ ...SOUND, REDIS_URL: "", RESEND_API_KEY: " " });

  expect(config).toMatchObject({
    host: "127.0.0.1",
    port: 3000,
    appUrl: "http://localhost:3000",
    redisUrl: null,
    resendApiKey: null,
    trustProxy: null,
  });
});

test("a public address listens for everybody", () => {
  expect(readServerConfig({ ...SOUND, APP_URL: "https://crm.example.com" }).host).toBe("0.0.0.0");
});

test("every wrong variable is named, and no value is repeated", () => {
  const wrong = {
    ...SOUND,
    DATABASE_URL_APP: "mysql://root:hunter2@db/x",
    AUTH_SECRET: "tooshort",
    PORT: "70000",
    CONTEXT_KEY: undefined,
  };

  const error = failureOf(() => readServerConfig(wrong));

  expect(error).toBeInstanceOf(StartupError);
  for (const name of ["DATABASE_URL_APP", "AUTH_SECRET", "PORT", "CONTEXT_KEY"]) expect(String(error)).toContain(name);
  expect(String(error)).not.toMatch(/hunter2|tooshort/);
});

test.each([
  ["1", 1],
  ["10.0.0.0/8, loopback", ["10.0.0.0/8", "loopback"]],
])("trusted proxies %s are read as Express wants them", (text, expected) => {
  expect(readServerConfig({ ...SOUND, TRUST_PROXY: text }).trustProxy).toEqual(expected);
});

function failureOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}
