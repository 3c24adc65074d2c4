import type { SchemaRule } from "../finding.ts";

/**
 * Rule 1. Unique and foreign-key checks bypass row-level security by design, so a key without the tenant lets one tenant
 * probe for another's rows, or attach to them. Tenant data lives in `crm` only, where every table has the column.
 */
export const TENANT_KEYS: SchemaRule = {
  name: "tenant-keys",
  sql: `
  with tenant_table as (
    select c.oid, c.oid::regclass::text as name, a.attnum, a.atttypid, a.attnotnull
    from pg_class c
    left join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
    where c.relnamespace = 'crm'::regnamespace and c.relkind in ('r', 'p'))
  select name as object, 'has no column tenant_id uuid not null' as problem
  from tenant_table where attnum is null or atttypid <> 'uuid'::regtype or not attnotnull
  union all
  select name, 'has no primary key' from tenant_table t
  where not exists (select from pg_index i where i.indrelid = t.oid and i.indisprimary)
  union all
  select i.indexrelid::regclass::text, 'is unique, but tenant_id does not lead it'
  from tenant_table t join pg_index i on i.indrelid = t.oid
  where i.indisunique and i.indkey[0] is distinct from t.attnum
  union all
  select i.indexrelid::regclass::text, 'does not begin with tenant_id'
  from tenant_table t join pg_index i on i.indrelid = t.oid
  where not i.indisunique and i.indkey[0] is distinct from t.attnum
  union all
  select t.name || '.' || k.conname, 'is an exclusion constraint: it compares across tenants without policies'
  from tenant_table t join pg_constraint k on k.conrelid = t.oid where k.contype = 'x'
  union all
  select k.conrelid::regclass::text || '.' || k.conname, 'references ' || k.confrelid::regclass::text || ' without leading by tenant_id on both sides'
  from pg_constraint k
  join tenant_table target on target.oid = k.confrelid
  where k.contype = 'f' and not (
    k.confkey[1] = target.attnum
    and exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attnum = k.conkey[1] and a.attname = 'tenant_id'))
  union all
  select t.name || '.' || k.conname, 'references ' || k.confrelid::regclass::text || ', which is no tenant data'
  from tenant_table t join pg_constraint k on k.conrelid = t.oid
  where k.contype = 'f' and not exists (select from tenant_table target where target.oid = k.confrelid)
  union all
  select a.attrelid::regclass::text, 'has tenant_id outside of the schemas that may hold it'
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  where a.attname = 'tenant_id' and not a.attisdropped and c.relkind in ('r', 'p', 'm', 'f')
    and n.nspname not in ('crm', 'engine', 'vault')
  union all
  select n.nspname, 'is a schema that no rule knows'
  from pg_namespace n
  where n.nspname not in ('crm', 'engine', 'vault', 'app', 'identity', 'pgboss', 'public', 'information_schema') and n.nspname !~ '^pg_'
  union all
  select c.oid::regclass::text, 'lies in public, which holds the list of migrations and nothing else'
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind not in ('i') and c.relname <> '_prisma_migrations'
  order by 1, 2`,
};
