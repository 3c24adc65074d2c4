import type { SchemaRule } from "../finding.ts";

/**
 * Rule 2. Forced on every table and every partition, since a partition can be named in a query. The restrictive policy
 * carries the rule for every command and role: a stray permissive one then leaks nothing.
 */
export const ROW_SECURITY: SchemaRule = {
  name: "row-security",
  sql: `
  with tenant_table as (
    select c.oid, c.oid::regclass::text as name, c.relname, c.relrowsecurity, c.relforcerowsecurity
    from pg_class c where c.relnamespace = 'crm'::regnamespace and c.relkind in ('r', 'p')),
  policy as (
    select p.polrelid, p.polname, p.polcmd, p.polpermissive, p.polroles,
      pg_get_expr(p.polqual, p.polrelid) as using_rule, pg_get_expr(p.polwithcheck, p.polrelid) as check_rule
    from pg_policy p),
  isolation as (
    select polrelid from policy
    where not polpermissive and polcmd = '*' and polroles = '{0}'
      and using_rule = '(tenant_id = ( SELECT app.tenant_id() AS tenant_id))' and check_rule = using_rule)
  select name as object, 'row-level security is not enabled' as problem from tenant_table where not relrowsecurity
  union all
  select name, 'row-level security is not forced' from tenant_table where not relforcerowsecurity
  union all
  select name, 'has no restrictive policy that holds tenant_id against the context, for all commands and roles'
  from tenant_table where oid not in (select polrelid from isolation)
  union all
  select name, 'has no permissive policy, so nobody can use it'
  from tenant_table t where not exists (select from policy p where p.polrelid = t.oid and p.polpermissive)
  union all
  select name, 'holds records, but has no restrictive policy for own, team and all'
  from tenant_table t
  where (relname = 'records' or exists (select from pg_inherits i where i.inhrelid = t.oid and i.inhparent = 'crm.records'::regclass))
    and not exists (
      select from policy p where p.polrelid = t.oid and not p.polpermissive and p.polcmd = '*' and p.polroles = '{0}'
        and p.using_rule like '(( SELECT app.sees_all() AS sees_all) OR (owner_id = ( SELECT app.principal_id() AS principal_id)) OR%'
        and p.using_rule like '%app.scope_map()%' and p.using_rule like '%app.team_ids()%'
        and coalesce(p.check_rule, p.using_rule) = p.using_rule)
  union all
  select i.inhrelid::regclass::text, 'lacks the policy ' || parent.polname || ' of ' || i.inhparent::regclass::text
  from pg_inherits i
  join tenant_table t on t.oid = i.inhrelid
  join policy parent on parent.polrelid = i.inhparent
  where not exists (
    select from policy own where own.polrelid = i.inhrelid
      and (own.polname, own.polcmd, own.polpermissive, own.polroles) = (parent.polname, parent.polcmd, parent.polpermissive, parent.polroles)
      and (own.using_rule, own.check_rule) is not distinct from (parent.using_rule, parent.check_rule))
  order by 1, 2`,
};
