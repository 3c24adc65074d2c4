import type { SchemaRule } from "../finding.ts";

/** Functions with the owner's rights that serving roles may call: each asks for the caller's tenant or tells numbers only. */
const ALLOWED = [
  "app.clear_hidden_links",
  "app.context",
  "app.incoming_links",
  "app.refresh_tokens",
  "app.views_using",
  "engine.cancel_requested",
  "engine.drop_months",
  "engine.ensure_months",
  "engine.lease_age_seconds",
  "engine.months_ahead",
  "engine.open_runs",
  "engine.pause_orphaned",
  "engine.release_held",
  "engine.request_cancel",
  "engine.retention",
  "engine.set_retention",
  "engine.set_schedule",
];

/** Rule 5. What runs with the owner's rights sees past policies' intent: views and functions must not be such doors. */
export const DEFINER_FUNCTIONS: SchemaRule = {
  name: "definer-functions",
  sql: `
  with ours as (
    select p.oid, p.oid::regproc::text as name, p.prosecdef, p.proconfig
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('crm', 'app', 'vault', 'identity', 'engine', 'public', 'pgboss'))
  select c.oid::regclass::text as object, 'is a view without security_invoker' as problem
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'v' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
    and not coalesce(c.reloptions, '{}') @> array['security_invoker=true']
  union all
  select c.oid::regclass::text, 'is a materialised view, which no policy guards' from pg_class c where c.relkind = 'm'
  union all
  select c.oid::regclass::text, 'is a foreign table, which no policy of ours guards' from pg_class c where c.relkind = 'f'
  union all
  select name, 'runs with its owner''s rights, but its search_path is not pinned'
  from ours where prosecdef and not coalesce(proconfig, '{}') @> array['search_path=pg_catalog']
  union all
  select name, r || ' may run it with the owner''s rights, and it is not on the list'
  from ours, unnest(array['catalyst_app', 'catalyst_worker', 'catalyst_auth']) r
  where prosecdef and has_function_privilege(r, ours.oid, 'execute') and name <> all (array[${ALLOWED.map((name) => `'${name}'`).join(", ")}])
  union all
  select ours.name, 'PUBLIC may run it'
  from ours join pg_proc p on p.oid = ours.oid, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
  where a.grantee = 0 and a.privilege_type = 'EXECUTE' and p.pronamespace <> coalesce(to_regnamespace('pgboss'), 0)
  order by 1, 2`,
};
