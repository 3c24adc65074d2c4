import { randomBytes } from "node:crypto";
import type { ErrorCode, Principal, Problem } from "@catalyst/contracts";
import { testDatabase, testTenant, type TestDatabase, type TestTenant } from "@catalyst/testkit";
import { hashPassword } from "./auth/password-hash.ts";
import type { ServerConfig } from "./config.ts";
import { createLogger, createServer, type RunningServer } from "./create-server.ts";
import { DEFAULT_RATE_LIMITS } from "./http/rate-limit-rules.ts";

/** Browsers of the tests say that they come from here; the port that is really used differs in each run. */
export const APP_URL = "http://localhost:3000";
/** Password of every test member. */
export const PASSWORD = "correct horse battery staple";

/** The real server on a free port, over a database with two tenants. */
export type ServerFixture = AsyncDisposable & {
  readonly db: TestDatabase;
  readonly server: RunningServer;
  readonly url: string;
  readonly tenantA: TestTenant;
  readonly tenantB: TestTenant;
  /** A browser in which nobody is signed in. */
  readonly browser: () => Browser;
  /** A browser in which this person is signed in. */
  readonly signedIn: (principal: Principal) => Promise<Browser>;
};

/** Starts a server of its own; `overrides` replace parts of its configuration. */
export async function serverFixture(overrides: Partial<ServerConfig> = {}): Promise<ServerFixture> {
  const db = await testDatabase();
  const [tenantA, tenantB] = [await testTenant(db), await testTenant(db)];
  await givePasswords(db);
  const config = testConfig(db, overrides);
  const server = await createServer(config, createLogger(config));
  const url = `http://127.0.0.1:${server.port}`;
  return {
    db,
    server,
    url,
    tenantA,
    tenantB,
    browser: () => new Browser(url),
    signedIn: async (principal) => {
      const browser = new Browser(url);
      await browser.signIn(emailOf(principal));
      return browser;
    },
    [Symbol.asyncDispose]: async () => {
      await server.close();
      await db[Symbol.asyncDispose]();
    },
  };
}

/** The configuration of a test server; every limit is as in production. */
export function testConfig(db: TestDatabase, overrides: Partial<ServerConfig> = {}): ServerConfig {
  return {
    databaseUrlApp: db.urls.app,
    databaseUrlAuth: db.urls.auth,
    databasePoolSize: 4,
    contextKey: db.contextKey,
    credentialKeys: [randomBytes(32)],
    authSecret: randomBytes(32).toString("hex"),
    port: 0,
    host: "127.0.0.1",
    appUrl: APP_URL,
    redisUrl: null,
    resendApiKey: null,
    resendBaseUrl: null,
    mailFrom: "Catalyst <catalyst@localhost>",
    consoleDist: null,
    trustProxy: null,
    metricsToken: null,
    logLevel: process.env["TEST_LOG_LEVEL"] ?? "silent",
    rateLimits: { ...DEFAULT_RATE_LIMITS, loginAddress: { points: 1_000, seconds: 60 } },
    ...overrides,
  };
}

/** The address that `testTenant` gives its members. */
export function emailOf(principal: Pick<Principal, "principalId">): string {
  return `${principal.principalId}@example.test`;
}

/** Gives everybody the same password; it is hashed once, since hashing is slow on purpose. */
export async function givePasswords(db: TestDatabase): Promise<void> {
  await db.adminQuery(
    `insert into identity.account ("accountId", "providerId", "userId", password, "updatedAt")
     select u.id::text, 'credential', u.id, $1, now() from identity."user" u
     where not exists (select 1 from identity.account a where a."userId" = u.id)`,
    [await passwordHash()],
  );
}

let hash: Promise<string> | undefined;
function passwordHash(): Promise<string> {
  hash ??= hashPassword(PASSWORD);
  return hash;
}

/** What a call answered: data, or the error in ROUTER.md's shape. */
export type Answer = {
  readonly status: number;
  readonly data: unknown;
  readonly error: {
    readonly message: string;
    readonly data: {
      readonly code: ErrorCode;
      readonly httpStatus: number;
      readonly requestId: string;
      readonly problems: readonly Problem[];
      readonly currentVersion?: number;
    };
  } | null;
};

type Body = { readonly result?: { readonly data: unknown }; readonly error?: Answer["error"] };

/** As much of a browser as the server can see: cookies, and the headers that a page of ours sends. */
export class Browser {
  readonly #cookies = new Map<string, string>();
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** Sends a request with the cookies, and keeps those that come back. Headers that are undefined are left out. */
  async fetch(
    path: string,
    init: { method?: string; headers?: Record<string, string | undefined>; body?: string } = {},
  ): Promise<Response> {
    const defaults: Record<string, string | undefined> = {
      origin: APP_URL,
      "sec-fetch-site": "same-origin",
      "x-catalyst-client": "1",
      cookie: this.cookieHeader(),
    };
    const headers = Object.entries({ ...defaults, ...init.headers }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== "",
    );
    const response = await fetch(this.#url + path, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  /** Sends JSON. */
  async post(path: string, body: unknown, headers: Record<string, string | undefined> = {}): Promise<Response> {
    return this.fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  }

  /** Asks a query of the router. */
  async query(path: string, input?: unknown): Promise<Answer> {
    const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    return toAnswer(await this.fetch(`/trpc/${path}${query}`));
  }

  /** Calls a mutation of the router. */
  async mutate(path: string, input?: unknown): Promise<Answer> {
    return toAnswer(await this.post(`/trpc/${path}`, input));
  }

  /** Signs in, and fails the test when that is refused. */
  async signIn(email: string, password: string = PASSWORD): Promise<void> {
    const response = await this.post("/api/auth/sign-in/email", { email, password });
    if (response.status !== 200) throw new Error(`Signing in failed: ${response.status} ${await response.text()}`);
  }

  /** The Cookie header that this browser sends. */
  cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  #keep(line: string): void {
    const [pair = "", ...attributes] = line.split(";");
    const at = pair.indexOf("=");
    const gone = attributes.some((attribute) => attribute.trim().toLowerCase() === "max-age=0");
    if (gone) this.#cookies.delete(pair.slice(0, at));
    else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

async function toAnswer(response: Response): Promise<Answer> {
  const body = (await response.json()) as Body;
  return { status: response.status, data: body.result?.data, error: body.error ?? null };
}
