import type { SchemaRule } from "../finding.ts";

/**
 * Rule 4: what the roles may do. Named rights on parent tables and nothing by default; identity is for catalyst_auth,
 * everything else is not. pg-boss's tables get theirs from `ensureQueueSchema`.
 */
export const RIGHTS: SchemaRule = {
  name: "rights",
  sql: `
  with granted as (
    select c.oid, c.oid::regclass::text as name, c.relispartition, n.nspname, a.grantee, a.privilege_type as privilege,
      case a.grantee when 0 then 'PUBLIC' else a.grantee::regrole::text end as role
    from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
    where n.nspname in ('crm', 'app', 'vault', 'identity', 'engine', 'public') and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
      and a.grantee <> c.relowner)
  select name as object, role || ' has ' || privilege || ', which nobody but the owner may' as problem
  from granted where privilege not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
  union all
  select name, 'PUBLIC has ' || privilege from granted where grantee = 0
  union all
  select name, role || ' has rights on a partition: give them on its parent' from granted where relispartition
  union all
  select name, role || ' has ' || privilege || ' on identity, which is for catalyst_auth alone'
  from granted where nspname = 'identity' and role <> 'catalyst_auth'
  union all
  select name, 'catalyst_auth has ' || privilege || ' outside of identity'
  from granted where role = 'catalyst_auth' and nspname <> 'identity'
  union all
  select n.nspname, case a.grantee when 0 then 'PUBLIC' else a.grantee::regrole::text end || ' has ' || a.privilege_type
  from pg_namespace n, aclexplode(n.nspacl) a
  where n.nspname in ('crm', 'app', 'vault', 'identity', 'engine', 'pgboss') and a.grantee <> n.nspowner
    and not (a.privilege_type = 'USAGE' and case n.nspname
      when 'vault' then false
      when 'identity' then a.grantee = 'catalyst_auth'::regrole
      else a.grantee in ('catalyst_app'::regrole, 'catalyst_worker'::regrole) end)
  union all
  select 'public', r || ' may create objects in it'
  from unnest(array['catalyst_app', 'catalyst_worker', 'catalyst_auth']) r where has_schema_privilege(r, 'public', 'create')
  union all
  select d.defaclrole::regrole::text, 'has default privileges: every new table would be open at once' from pg_default_acl d
  union all
  select g.name, g.role || ' may change what is append-only'
  from granted g where g.name in ('crm.audit_log', 'crm.workflow_versions') and g.privilege in ('UPDATE', 'DELETE')
  order by 1, 2`,
};
