import { createHash } from "node:crypto";
import { ROLES } from "@catalyst/contracts";
import { betterAuth } from "better-auth";
import { organization } from "better-auth/plugins";
import { createAccessControl } from "better-auth/plugins/access";
import { defaultStatements } from "better-auth/plugins/organization/access";
import type { Redis } from "ioredis";
import type { Logger } from "pino";
import type { IdentityDatabase } from "./identity-database.ts";
import { ownOrigins, type ServerConfig } from "../config.ts";
import type { Mailer } from "./mailer.ts";
import { hashPassword, verifyPassword } from "./password-hash.ts";
import { redisStorage } from "./redis-storage.ts";
import { sessionCookieName } from "./session-cookie.ts";

const DAY_SECONDS = 86_400;
/** A reset link's life. */
const RESET_LINK_SECONDS = 3_600;

/** What login needs. */
export type AuthParts = {
  readonly config: ServerConfig;
  readonly identity: IdentityDatabase;
  readonly redis: Redis | null;
  readonly mailer: Mailer;
  readonly log: Logger;
};

/** better-auth as we run it. */
export type Auth = ReturnType<typeof createAuth>;

const access = createAccessControl(defaultStatements);
// Rights are ours (contracts/permission.ts); better-auth only has to know the role names.
const roles = Object.fromEntries(ROLES.map((role) => [role, access.newRole({})]));

/** Sets up better-auth: password login without public sign-up, organisations (tenants) with teams, sessions in the database. */
export function createAuth({ config, identity, redis, mailer, log }: AuthParts) {
  return betterAuth({
    appName: "Catalyst",
    baseURL: config.appUrl,
    basePath: "/api/auth",
    secret: config.authSecret,
    database: identity.pool,
    trustedOrigins: [...ownOrigins(config.appUrl)],
    telemetry: { enabled: false },
    logger: { log: (level, message) => log[level]({ part: "better-auth" }, message) },
    // What is no refusal of its own comes out to our error handler, which knows a lost database from a bug.
    onAPIError: { throw: true },
    // Our own limits, with the same store as all others, stand in front.
    rateLimit: { enabled: false },
    ...(redis === null ? {} : { secondaryStorage: redisStorage(redis, log) }),
    session: {
      expiresIn: 7 * DAY_SECONDS,
      updateAge: DAY_SECONDS,
      storeSessionInDatabase: true,
      cookieCache: { enabled: false },
    },
    verification: { storeInDatabase: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      password: { hash: hashPassword, verify: verifyPassword },
      resetPasswordTokenExpiresIn: RESET_LINK_SECONDS,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, url, token }) => mailer.send(resetMail(user.email, url, token)),
    },
    advanced: {
      database: { generateId: "uuid" },
      // Said aloud, since better-auth leaves these checks out where NODE_ENV is "test".
      disableOriginCheck: false,
      disableCSRFCheck: false,
      // `__Host-` can't be had from better-auth's own prefix, so the cookie is named by hand.
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: sessionCookieName(config.appUrl),
          attributes: { secure: config.appUrl.startsWith("https:"), httpOnly: true, sameSite: "lax", path: "/" },
        },
      },
      ipAddress: { ipAddressHeaders: ["x-catalyst-address"] },
    },
    databaseHooks: { session: { create: { before: (session) => enterFirstTenant(identity, session) } } },
    plugins: [
      organization({
        ac: access,
        roles,
        creatorRole: "admin",
        allowUserToCreateOrganization: false,
        teams: { enabled: true },
      }),
    ],
  });
}

/** A new session starts in the tenant that the person used last, else in the first one. */
async function enterFirstTenant<S extends { readonly userId: string }>(
  identity: IdentityDatabase,
  session: S,
): Promise<{ data: S & { activeOrganizationId: string | null } }> {
  const found = await identity.pool.query<{ id: string }>(
    `select m."organizationId" as id from identity.member m
     left join identity.session s on s."userId" = m."userId" and s."activeOrganizationId" = m."organizationId"::text
     where m."userId" = $1 order by s."updatedAt" desc nulls last, m."createdAt", m."organizationId" limit 1`,
    [session.userId],
  );
  return { data: { ...session, activeOrganizationId: found.rows[0]?.id ?? null } };
}

function resetMail(to: string, url: string, token: string): Parameters<Mailer["send"]>[0] {
  const text = [
    "Somebody, probably you, asked to set a new password for your Catalyst account.",
    "",
    `Open this link within an hour: ${url}`,
    "",
    "If it wasn't you, ignore this mail; nothing has changed.",
  ];
  // The token is a secret; its hash names the mail just as well.
  const idempotencyKey = `reset-${createHash("sha256").update(token).digest("hex")}`;
  return { to, subject: "Set a new password", text: text.join("\n"), idempotencyKey };
}
