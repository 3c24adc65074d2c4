import pg from "pg";
import { type DerivedKeys, ROLE_NAMES, type RoleName } from "./derive-keys.ts";

type Settings = Readonly<Record<string, string>>;

/** Time-outs belong to the roles, so that a forgotten one in the code cannot hold a lock for ever; so does planning. */
const ROLE_SETTINGS: Readonly<Record<RoleName, Settings>> = {
  catalyst_owner: { statement_timeout: "30min", lock_timeout: "10s", idle_in_transaction_session_timeout: "5min" },
  catalyst_app: { statement_timeout: "15s", lock_timeout: "5s", idle_in_transaction_session_timeout: "15s" },
  // A worker calls nobody inside a transaction, but one that stands still there keeps its runs locked after its lease.
  // The worker's statements go by keys: one plan each will do (249 runs a second became 302). The server's filters
  // want a plan for their values (a generic one took them from 7.8 to 10.2 ms).
  catalyst_worker: {
    statement_timeout: "60s",
    lock_timeout: "5s",
    idle_in_transaction_session_timeout: "3s",
    plan_cache_mode: "force_generic_plan",
  },
  catalyst_auth: {
    statement_timeout: "10s",
    lock_timeout: "5s",
    idle_in_transaction_session_timeout: "10s",
    search_path: "identity",
  },
};

/** Creates the login roles or brings them to the wanted state; running it again changes nothing. */
export async function ensureRoles(admin: pg.Client, keys: DerivedKeys): Promise<void> {
  const statements = ROLE_NAMES.map((role) => roleStatements(role, keys.rolePassword(role)));
  await admin.query(statements.flat().join(";\n"));
}

/** Creates the database if needed, gives it to the owner role and lets nobody but our roles connect. */
export async function ensureDatabase(admin: pg.Client, name: string): Promise<void> {
  const database = pg.escapeIdentifier(name);
  // Giving a database away takes membership of the receiving role, which CREATEROLE alone does not bring before 16.
  await admin.query("grant catalyst_owner to current_user");
  const found = await admin.query("select pg_get_userbyid(datdba) as owner from pg_database where datname = $1", [
    name,
  ]);
  if (found.rowCount === 0) await admin.query(`create database ${database} owner catalyst_owner`);
  else if (found.rows[0].owner !== "catalyst_owner")
    await admin.query(`alter database ${database} owner to catalyst_owner`);
  await admin.query(databaseRights(name));
}

/** Rights on a database are not copied from its template, so test clones run this too. */
export function databaseRights(name: string): string {
  const database = pg.escapeIdentifier(name);
  return `revoke all on database ${database} from public;
    grant connect on database ${database} to ${ROLE_NAMES.join(", ")}`;
}

function roleStatements(role: RoleName, password: string): readonly string[] {
  const attributes = `login nocreatedb nocreaterole noinherit password ${pg.escapeLiteral(password)}`;
  const create = `do $$ begin create role ${role} ${attributes}; exception when duplicate_object then null; end $$`;
  // A managed service's administrator may not touch SUPERUSER and BYPASSRLS, not even to take them away: checked below.
  const assertHarmless = `do $$ begin
    if exists (select 1 from pg_roles where rolname = ${pg.escapeLiteral(role)} and (rolsuper or rolbypassrls)) then
      raise exception 'role % may bypass row level security: alter role % nosuperuser nobypassrls', '${role}', '${role}';
    end if; end $$`;
  const settings = Object.entries(ROLE_SETTINGS[role]).map(
    ([key, value]) => `alter role ${role} set ${key} = ${pg.escapeLiteral(value)}`,
  );
  return [create, `alter role ${role} ${attributes}`, assertHarmless, ...settings];
}
