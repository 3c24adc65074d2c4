import { resolve } from "node:path";
import { StartupError } from "../../packages/db/src/startup-error.ts";

const DEFAULT_PORT = 3000;
const MIN_SECRET_CHARS = 32;

/** Everything that the environment says, checked once at start. `undefined` means: the built-in default is used. */
export type AppConfig = {
  readonly dataDir: string;
  readonly port: number;
  readonly appUrl: string;
  readonly mailFrom: string;
  readonly seedDemo: boolean;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly resendApiKey: string | undefined;
  readonly resendBaseUrl: string | undefined;
  readonly appSecret: string | undefined;
};

type Environment = Readonly<Record<string, string | undefined>>;
type Reader = { readonly env: Environment; readonly problems: string[] };

/**
 * Parses the environment; README lists the variables.
 * @throws StartupError `config_invalid` with one sentence for each problem.
 */
export function readConfig(env: Environment, root: string): AppConfig {
  const reader: Reader = { env, problems: [] };
  const port = readPort(reader);
  const databaseUrl = readUrl(reader, "DATABASE_URL", ["postgres:", "postgresql:"]);
  const resendApiKey = read(reader, "RESEND_API_KEY");
  const config = {
    dataDir: resolve(root, read(reader, "DATA_DIR") ?? ".data"),
    port,
    appUrl: readUrl(reader, "APP_URL", ["http:", "https:"])?.replace(/\/+$/, "") ?? `http://localhost:${port}`,
    mailFrom: readMailFrom(reader, resendApiKey !== undefined),
    seedDemo: readBoolean(reader, "SEED_DEMO") ?? databaseUrl === undefined,
    databaseUrl,
    redisUrl: readUrl(reader, "REDIS_URL", ["redis:", "rediss:"]),
    resendApiKey,
    resendBaseUrl: readUrl(reader, "RESEND_BASE_URL", ["http:", "https:"]),
    appSecret: readSecret(reader, databaseUrl !== undefined),
  };
  if (reader.problems.length > 0) throw new StartupError("config_invalid", reader.problems.join("\n"));
  return config;
}

/** An empty variable counts as unset, since `PORT= npm start` means just that. */
function read({ env }: Reader, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === "" ? undefined : value;
}

function readPort(reader: Reader): number {
  const text = read(reader, "PORT");
  if (text === undefined) return DEFAULT_PORT;
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  reader.problems.push(`PORT is "${text}", but must be a number from 1 to 65535.`);
  return DEFAULT_PORT;
}

function readUrl(reader: Reader, name: string, protocols: readonly string[]): string | undefined {
  const text = read(reader, name);
  if (text === undefined) return undefined;
  if (URL.canParse(text) && protocols.includes(new URL(text).protocol)) return text;
  // The value may hold a password, so it is not repeated.
  reader.problems.push(
    `${name} is not a valid URL; it must begin with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}.`,
  );
  return undefined;
}

function readBoolean(reader: Reader, name: string): boolean | undefined {
  const text = read(reader, name);
  if (text === undefined || text === "true" || text === "false")
    return text === undefined ? undefined : text === "true";
  reader.problems.push(`${name} is "${text}", but must be true or false.`);
  return undefined;
}

function readMailFrom(reader: Reader, sendsMail: boolean): string {
  const text = read(reader, "MAIL_FROM");
  if (text === undefined && sendsMail)
    reader.problems.push(
      "RESEND_API_KEY is set, so MAIL_FROM must name a sender of your verified domain, such as Catalyst <crm@example.com>.",
    );
  if (text !== undefined && !/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/.test(text)) {
    reader.problems.push(`MAIL_FROM is "${text}", but must be an address such as Catalyst <crm@example.com>.`);
  }
  return text ?? "Catalyst <no-reply@localhost>";
}

function readSecret(reader: Reader, required: boolean): string | undefined {
  const secret = read(reader, "APP_SECRET");
  // The generated one lies in this checkout's data folder: another checkout on the same database would lock this one out.
  if (secret === undefined && required)
    reader.problems.push("DATABASE_URL is set, so APP_SECRET must be, too. Make one with: openssl rand -hex 32");
  if (secret !== undefined && secret.length < MIN_SECRET_CHARS) {
    reader.problems.push(
      `APP_SECRET is too short: it must have at least ${MIN_SECRET_CHARS} characters. Make one with: openssl rand -hex 32`,
    );
  }
  return secret;
}
