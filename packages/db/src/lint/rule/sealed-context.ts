import type { SchemaRule } from "../finding.ts";

/**
 * Rule 3. One function verifies the context with a key that nobody else can read; policies reach it through its
 * accessors, once a query. A plain setting could be forged by injected SQL.
 */
export const SEALED_CONTEXT: SchemaRule = {
  name: "sealed-context",
  sql: `
  with verifier as (
    select p.* from pg_proc p where p.pronamespace = 'app'::regnamespace and p.proname = 'context')
  select 'app.context' as object, 'does not exist exactly once' as problem where (select count(*) from verifier) <> 1
  union all
  select 'app.context', 'is not stable, parallel safe and security definer with search_path = pg_catalog'
  from verifier
  where not (provolatile = 's' and proparallel = 's' and prosecdef and coalesce(proconfig, '{}') @> array['search_path=pg_catalog'])
  union all
  select p.oid::regproc::text, 'reads a setting of ours past the verifier'
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname in ('app', 'crm', 'engine', 'vault', 'identity', 'public')
    and p.prosrc ~ 'current_setting\\s*\\(\\s*''(app|catalyst)\\.' and p.oid not in (select oid from verifier)
  union all
  select p.oid::regproc::text, 'is not stable and parallel safe, so policies would call it for each row'
  from pg_proc p
  where p.pronamespace = 'app'::regnamespace
    and p.proname in ('tenant_id', 'principal_id', 'sees_all', 'scope_map', 'team_ids')
    and not (p.provolatile = 's' and p.proparallel = 's' and p.prosrc like '%app.context()%')
  union all
  select p.polrelid::regclass::text || '.' || p.polname, 'reads a setting instead of the sealed context'
  from pg_policy p
  where concat(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) ~ 'current_setting'
  union all
  select p.polrelid::regclass::text || '.' || p.polname, 'calls a function of the context for each row: wrap it in (select ...)'
  from pg_policy p
  where regexp_replace(concat(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)), 'SELECT app\\.\\w+\\(\\)', '', 'g') ~ 'app\\.\\w+\\('
  union all
  select 'vault', r || ' may use the schema that holds the key'
  from unnest(array['catalyst_app', 'catalyst_worker', 'catalyst_auth']) r where has_schema_privilege(r, 'vault', 'usage')
  union all
  select c.oid::regclass::text, r || ' has rights on what only the owner may read'
  from pg_class c, unnest(array['catalyst_app', 'catalyst_worker', 'catalyst_auth']) r
  where c.relnamespace = 'vault'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
    and (has_table_privilege(r, c.oid, 'select, insert, update, delete') or has_any_column_privilege(r, c.oid, 'select'))
  union all
  select p.oid::regproc::text, r || ' may run what only the owner may'
  from pg_proc p, unnest(array['catalyst_app', 'catalyst_worker', 'catalyst_auth']) r
  where p.pronamespace = 'vault'::regnamespace and has_function_privilege(r, p.oid, 'execute')
  union all
  select current_database(), r || ' may make temporary objects, which shadow ours'
  from unnest(array['catalyst_app', 'catalyst_worker', 'catalyst_auth']) r
  where has_database_privilege(r, current_database(), 'temp')
  order by 1, 2`,
};
