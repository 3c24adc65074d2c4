import { join } from "node:path";
import { type DerivedKeys, type RoleUrls } from "../../packages/db/src/index.ts";
import type { AppConfig } from "./config.ts";

/** The variables that server, worker and seed read; undefined ones stay unset. */
export type ServiceEnvironment = Readonly<Record<string, string | undefined>>;

/** What the children get to know. The owner's and the administrator's connection strings are not among it. */
export function serviceEnvironment(config: AppConfig, urls: RoleUrls, keys: DerivedKeys): ServiceEnvironment {
  return {
    DATABASE_URL_APP: urls.app,
    DATABASE_URL_AUTH: urls.auth,
    DATABASE_URL_WORKER: urls.worker,
    CONTEXT_KEY: keys.contextKey.toString("hex"),
    CREDENTIAL_KEY: keys.credentialKey.toString("hex"),
    AUTH_SECRET: keys.authSecret.toString("hex"),
    PORT: String(config.port),
    APP_URL: config.appUrl,
    REDIS_URL: config.redisUrl,
    RESEND_API_KEY: config.resendApiKey,
    RESEND_BASE_URL: config.resendBaseUrl,
    MAIL_FROM: config.mailFrom,
    CONSOLE_DIST: join(import.meta.dirname, "../../apps/console/dist"),
  };
}
