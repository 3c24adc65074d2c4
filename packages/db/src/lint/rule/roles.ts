import type { SchemaRule } from "../finding.ts";

/** Rules 4 and 7: who the roles are. The owner owns everything and does nothing else; the others own nothing. */
export const ROLES: SchemaRule = {
  name: "roles",
  sql: `
  with our_role as (
    select * from pg_roles where rolname in ('catalyst_owner', 'catalyst_app', 'catalyst_worker', 'catalyst_auth')),
  serving as (
    select * from our_role where rolname <> 'catalyst_owner')
  select r as object, 'does not exist' as problem
  from unnest(array['catalyst_owner', 'catalyst_app', 'catalyst_worker', 'catalyst_auth']) r
  where r not in (select rolname from our_role)
  union all
  select rolname, 'may bypass row-level security' from our_role where rolsuper or rolbypassrls
  union all
  select rolname, 'may create roles or databases, or replicate' from our_role where rolcreaterole or rolcreatedb or rolreplication
  union all
  select r.rolname, 'is a member of ' || m.roleid::regrole::text
  from our_role r join pg_auth_members m on m.member = r.oid
  union all
  select r.rolname, 'has no ' || setting
  from our_role r, unnest(array['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']) setting
  where not exists (select from unnest(coalesce(r.rolconfig, '{}')) pair where pair ~ ('^' || setting || '=[1-9]'))
  union all
  select c.oid::regclass::text, 'belongs to ' || c.relowner::regrole::text || ', not to catalyst_owner'
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('crm', 'app', 'vault', 'identity', 'engine', 'pgboss') and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
    and c.relowner::regrole::text <> 'catalyst_owner'
  union all
  select p.oid::regproc::text, 'belongs to ' || p.proowner::regrole::text || ', not to catalyst_owner'
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname in ('crm', 'app', 'vault', 'identity', 'engine', 'pgboss') and p.proowner::regrole::text <> 'catalyst_owner'
  union all
  select n.nspname, 'belongs to ' || n.nspowner::regrole::text || ', not to catalyst_owner'
  from pg_namespace n
  where n.nspname in ('crm', 'app', 'vault', 'identity', 'engine', 'pgboss') and n.nspowner::regrole::text <> 'catalyst_owner'
  union all
  select s.rolname, 'owns something in this database'
  from serving s
  where exists (
    select from pg_shdepend d where d.refclassid = 'pg_authid'::regclass and d.refobjid = s.oid and d.deptype = 'o'
      and d.dbid = (select oid from pg_database where datname = current_database()))
  order by 1, 2`,
};
