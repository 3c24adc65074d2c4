import { StartupError } from "@catalyst/db";
import { CRASH_POINTS } from "@catalyst/workflow-engine";
import { z } from "zod";

/** Points of a run, and after each batch of a field's job. */
const WORKER_CRASH_POINTS = [...CRASH_POINTS, "job.batch"] as const;
export type WorkerCrashPoint = (typeof WORKER_CRASH_POINTS)[number];

/** Everything that the environment says, parsed once at start. */
export type WorkerConfig = {
  readonly databaseUrl: string;
  readonly contextKey: Buffer;
  /** Open the credentials of tenants: the current key, and the one before it while a change of keys is under way. */
  readonly credentialKeys: readonly Buffer[];
  /** Runs advanced at the same time; each holds a connection while it commits. */
  readonly concurrency: number;
  /** A run is set aside when its workers were lost so often while it had begun and made no progress. */
  readonly crashLimit: number;
  readonly resendApiKey: string | null;
  readonly resendBaseUrl: string | null;
  readonly mailFrom: string;
  /** Where people open the product, for links in mails. */
  readonly appUrl: string;
  /** `host:port` pairs that HTTP steps may call although they are not public. */
  readonly allowedPrivateHosts: ReadonlySet<string>;
  readonly logLevel: string;
  /** For crash tests only: die at this point the given time that it is reached. */
  readonly crashAt: { readonly point: WorkerCrashPoint; readonly time: number } | null;
};

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: "must be a PostgreSQL connection string" });

const hexKey = z.string().regex(/^(?:[0-9a-f]{2}){32,}$/i, "must be at least 32 bytes in hexadecimal digits");

const Environment = z.object({
  DATABASE_URL_WORKER: postgresUrl,
  CONTEXT_KEY: hexKey,
  CREDENTIAL_KEY: hexKey,
  CREDENTIAL_KEY_PREVIOUS: hexKey.optional(),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(100).default(32),
  WORKER_CRASH_LIMIT: z.coerce.number().int().min(1).max(100).default(3),
  RESEND_API_KEY: z.string().optional(),
  RESEND_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  MAIL_FROM: z.string().default("Catalyst <catalyst@localhost>"),
  APP_URL: z.url({ protocol: /^https?$/ }).default("http://localhost:3000"),
  ALLOW_PRIVATE_HTTP: z
    .string()
    .regex(/^[^,\s:]+:\d{1,5}(?:,[^,\s:]+:\d{1,5})*$/, "must be host:port pairs with commas between them")
    .optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  CRASH_AT: z
    .string()
    .regex(/^[a-zA-Z.]+:\d{1,6}$/, "must be a crash point and a count")
    .optional(),
});

/**
 * Parses the environment; an empty variable counts as unset.
 * @throws StartupError `config_invalid` with a line for each variable that is wrong. Values are not repeated: they may be secrets.
 */
export function readWorkerConfig(env: Readonly<Record<string, string | undefined>>): WorkerConfig {
  const given = Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== "");
  const parsed = Environment.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new StartupError("config_invalid", lines.join("\n"));
  }
  const { data } = parsed;
  return {
    databaseUrl: data.DATABASE_URL_WORKER,
    contextKey: Buffer.from(data.CONTEXT_KEY, "hex"),
    credentialKeys: [data.CREDENTIAL_KEY, data.CREDENTIAL_KEY_PREVIOUS].flatMap((key) =>
      key === undefined ? [] : [Buffer.from(key, "hex")],
    ),
    concurrency: data.WORKER_CONCURRENCY,
    crashLimit: data.WORKER_CRASH_LIMIT,
    resendApiKey: data.RESEND_API_KEY ?? null,
    resendBaseUrl: data.RESEND_BASE_URL ?? null,
    mailFrom: data.MAIL_FROM,
    appUrl: data.APP_URL.replace(/\/+$/, ""),
    allowedPrivateHosts: new Set(data.ALLOW_PRIVATE_HTTP?.split(",")),
    logLevel: data.LOG_LEVEL,
    crashAt: parseCrashAt(data.CRASH_AT),
  };
}

function parseCrashAt(text: string | undefined): WorkerConfig["crashAt"] {
  if (text === undefined) return null;
  const [name, time] = text.split(":");
  const point = WORKER_CRASH_POINTS.find((candidate) => candidate === name);
  if (point === undefined)
    throw new StartupError("config_invalid", `CRASH_AT: must name one of ${WORKER_CRASH_POINTS.join(", ")}`);
  return { point, time: Number(time) };
}
