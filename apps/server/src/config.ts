import { StartupError } from "@catalyst/db";
import { z } from "zod";
import { DEFAULT_RATE_LIMITS, type RateLimits } from "./http/rate-limit-rules.ts";

/** Everything that the environment says, parsed once at start. */
export type ServerConfig = {
  readonly databaseUrlApp: string;
  readonly databaseUrlAuth: string;
  readonly databasePoolSize: number;
  readonly contextKey: Buffer;
  /** Seal the credentials of tenants: the first seals, all of them open. */
  readonly credentialKeys: readonly Buffer[];
  readonly authSecret: string;
  readonly port: number;
  /** Address to listen on: the loopback one unless the product is meant to be reached from elsewhere. */
  readonly host: string;
  /** Origin under which browsers reach the product, without a slash at its end. */
  readonly appUrl: string;
  readonly redisUrl: string | null;
  readonly resendApiKey: string | null;
  readonly resendBaseUrl: string | null;
  readonly mailFrom: string;
  /** Folder of the built console; null: the server answers the API alone. */
  readonly consoleDist: string | null;
  /** Proxies in front of the server, as Express reads them: a count of hops or a list of addresses. */
  readonly trustProxy: number | readonly string[] | null;
  readonly metricsToken: string | null;
  readonly logLevel: string;
  readonly rateLimits: RateLimits;
};

const LOOPBACK_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: "must be a PostgreSQL connection string" });
const httpUrl = z.url({ protocol: /^https?$/, error: "must begin with http:// or https://" });
const hexKey = z.string().regex(/^(?:[0-9a-f]{2}){32,}$/i, "must be at least 32 bytes in hexadecimal digits");

const Environment = z.object({
  DATABASE_URL_APP: postgresUrl,
  DATABASE_URL_AUTH: postgresUrl,
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
  CONTEXT_KEY: hexKey,
  CREDENTIAL_KEY: hexKey,
  CREDENTIAL_KEY_PREVIOUS: hexKey.optional(),
  AUTH_SECRET: hexKey,
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().optional(),
  APP_URL: httpUrl,
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: "must begin with redis:// or rediss://" }).optional(),
  RESEND_API_KEY: z.string().optional(),
  RESEND_BASE_URL: httpUrl.optional(),
  MAIL_FROM: z.string().default("Catalyst <catalyst@localhost>"),
  CONSOLE_DIST: z.string().optional(),
  TRUST_PROXY: z.string().optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  API_CALLS_PER_MINUTE: z.coerce.number().int().min(1).default(DEFAULT_RATE_LIMITS.api.points),
});

/**
 * Parses the environment; an empty variable counts as unset.
 * @throws StartupError `config_invalid` with a line for each variable that is wrong. Values are not repeated: they may be secrets.
 */
export function readServerConfig(env: Readonly<Record<string, string | undefined>>): ServerConfig {
  const given = Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== "");
  const parsed = Environment.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new StartupError("config_invalid", lines.join("\n"));
  }
  return toConfig(parsed.data);
}

function toConfig(env: z.infer<typeof Environment>): ServerConfig {
  const appUrl = new URL(env.APP_URL).origin;
  return {
    databaseUrlApp: env.DATABASE_URL_APP,
    databaseUrlAuth: env.DATABASE_URL_AUTH,
    databasePoolSize: env.DATABASE_POOL_SIZE,
    contextKey: Buffer.from(env.CONTEXT_KEY, "hex"),
    credentialKeys: credentialKeys(env),
    authSecret: env.AUTH_SECRET,
    port: env.PORT,
    host: env.HOST ?? (isLoopback(appUrl) ? "127.0.0.1" : "0.0.0.0"),
    appUrl,
    redisUrl: env.REDIS_URL ?? null,
    resendApiKey: env.RESEND_API_KEY ?? null,
    resendBaseUrl: env.RESEND_BASE_URL ?? null,
    mailFrom: env.MAIL_FROM,
    consoleDist: env.CONSOLE_DIST ?? null,
    trustProxy: env.TRUST_PROXY === undefined ? null : trustedProxies(env.TRUST_PROXY),
    metricsToken: env.METRICS_TOKEN ?? null,
    logLevel: env.LOG_LEVEL,
    rateLimits: { ...DEFAULT_RATE_LIMITS, api: { ...DEFAULT_RATE_LIMITS.api, points: env.API_CALLS_PER_MINUTE } },
  };
}

function credentialKeys(env: z.infer<typeof Environment>): readonly Buffer[] {
  return [env.CREDENTIAL_KEY, env.CREDENTIAL_KEY_PREVIOUS].flatMap((key) =>
    key === undefined ? [] : [Buffer.from(key, "hex")],
  );
}

/** Never `true`: that would believe an address that the client itself wrote. */
function trustedProxies(text: string): number | readonly string[] {
  return /^\d{1,2}$/.test(text) ? Number(text) : text.split(",").map((part) => part.trim());
}

/** Whether the product is reached on this machine only; mail links may then be shown instead of sent. */
export function isLoopback(url: string): boolean {
  return LOOPBACK_HOSTS.has(new URL(url).hostname);
}

/** Origins that are ours: `localhost` and its addresses are one place under several names. */
export function ownOrigins(appUrl: string): readonly string[] {
  const { origin, port, protocol } = new URL(appUrl);
  if (!isLoopback(appUrl)) return [origin];
  return [...LOOPBACK_HOSTS].map((host) => new URL(`${protocol}//${host}${port === "" ? "" : `:${port}`}`).origin);
}

/** Whether login and reset mails are kept and shown instead of sent. */
export function keepsMails(config: Pick<ServerConfig, "resendApiKey">): boolean {
  return config.resendApiKey === null;
}
