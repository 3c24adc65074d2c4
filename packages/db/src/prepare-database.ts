import pg from "pg";
import { type DerivedKeys, deriveKeys, hmacPads, type RoleName } from "./derive-keys.ts";
import { migrate, type Migration, readMigrations } from "./migrate.ts";
import { ensureQueueSchema } from "./queue-schema.ts";
import { ensureDatabase, ensureRoles } from "./roles.ts";
import { StartupError } from "./startup-error.ts";

const DEFAULT_DATABASE = "catalyst";
const CONNECT_TIMEOUT_MS = 10_000;

/** One connection string a role. */
export type RoleUrls = { readonly owner: string; readonly app: string; readonly worker: string; readonly auth: string };

/** What to do, and where to report progress in words for a person. */
export type PrepareOptions = {
  readonly onProgress?: (message: string) => void;
  readonly migrations?: readonly Migration[];
};

/**
 * Makes a database ready for the product: roles, database, migrations, signing key and queue; idempotent.
 * The database is the one that `adminUrl` names; `catalyst` if it names none or `postgres`.
 * @throws StartupError `database_unreachable`, `rights_missing`, or any of `migrate`.
 */
export async function prepareDatabase(
  adminUrl: string,
  secret: string,
  options: PrepareOptions = {},
): Promise<RoleUrls> {
  const keys = deriveKeys(secret);
  const name = databaseName(adminUrl);
  await withClient(withDatabase(adminUrl, "postgres"), (admin) => ensureServer(admin, keys, name));
  const urls = roleUrls(withDatabase(adminUrl, name), keys);
  await withClient(urls.owner, async (owner) => {
    const migrations = options.migrations ?? readMigrations();
    const applied = await migrate(owner, migrations);
    if (applied.length > 0)
      options.onProgress?.(`Applied ${applied.length} database migration${applied.length === 1 ? "" : "s"}`);
    await storeContextKey(owner, keys.contextKey);
    await ensureQueueSchema(urls.owner, owner);
  });
  return urls;
}

/** Deletes the database that `adminUrl` names, with everything in it; `prepareDatabase` makes it anew. */
export async function dropDatabase(adminUrl: string): Promise<void> {
  await withClient(withDatabase(adminUrl, "postgres"), (admin) =>
    admin.query(`drop database if exists ${pg.escapeIdentifier(databaseName(adminUrl))} with (force)`),
  );
}

/** The connection strings of our roles for the database that `url` names. */
export function roleUrls(url: string, keys: DerivedKeys): RoleUrls {
  const forRole = (role: RoleName): string => {
    const roleUrl = new URL(url);
    roleUrl.username = role;
    roleUrl.password = keys.rolePassword(role);
    return roleUrl.href;
  };
  return {
    owner: forRole("catalyst_owner"),
    app: forRole("catalyst_app"),
    worker: forRole("catalyst_worker"),
    auth: forRole("catalyst_auth"),
  };
}

/** The same server and user, another database. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(name)}`;
  return changed.href;
}

/** Connects, runs the work and always disconnects. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  // Without a listener a connection that breaks between two statements would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const { host, pathname, username } = new URL(url);
    throw new StartupError(
      "database_unreachable",
      `Cannot connect to the database${pathname} on ${host} as ${username}: ${String(error instanceof Error ? error.message : error)}`,
      error,
    );
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function databaseName(url: string): string {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  return name === "" || name === "postgres" ? DEFAULT_DATABASE : name;
}

async function ensureServer(admin: pg.Client, keys: DerivedKeys, name: string): Promise<void> {
  try {
    await ensureRoles(admin, keys);
    await ensureDatabase(admin, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "42501")) throw error;
    throw new StartupError(
      "rights_missing",
      `The user of DATABASE_URL may not prepare the database (${error.message}). It needs CREATEROLE and CREATEDB: alter role <user> createrole createdb.`,
      error,
    );
  }
}

/** Stores the pads of the key that seals tenant contexts. Only the verifying function's owner can read them. */
async function storeContextKey(owner: pg.Client, key: Buffer): Promise<void> {
  const { inner, outer } = hmacPads(key);
  await owner.query(
    `insert into vault.context_keys as k (kid, ipad, opad, not_after) values (1, $1, $2, 'infinity')
     on conflict (kid) do update set ipad = excluded.ipad, opad = excluded.opad, not_after = excluded.not_after
     where (k.ipad, k.opad) is distinct from (excluded.ipad, excluded.opad)`,
    [inner, outer],
  );
}
