import type pg from "pg";

/** The tables of all designs, and of their indexes those that queries use. */
const RELATIONS = `
  with fields as (
    select array_agg(distinct a.slot::text) as slots from crm.slot_assignments a
    where a.field_key in ('score', 'grade', 'code', 'region', 'since', 'active'))
  select c.oid::regclass::text as name, c.relkind = 'i' as is_index from pg_class c, fields f
  where c.oid = 'crm.records_custom'::regclass
    or c.relnamespace = 'bench'::regnamespace and c.relkind in ('r', 'i') and c.relname !~ '^expression_[1-9]|^gin'
    or exists (select from pg_index i join pg_attribute k on k.attrelid = i.indexrelid
      where i.indrelid = 'crm.records_custom'::regclass and i.indexrelid = c.oid
        and (k.attname = any (f.slots) or k.attname like 'native%' or k.attname = 'created_at' and k.attnum = 3))
  order by is_index`;

/**
 * Reads what queries use once, as the data of a tenant at work are in memory: the first look at each row would measure the
 * disk. Where the server has no `pg_prewarm`, only tables are read.
 */
export async function warmUp(admin: pg.ClientBase): Promise<void> {
  const available = await admin.query("select from pg_available_extensions where name = 'pg_prewarm'");
  const prewarms = available.rowCount === 1;
  if (prewarms) await admin.query("create extension if not exists pg_prewarm");
  const relations = (await admin.query<{ name: string; is_index: boolean }>(RELATIONS)).rows;
  for (const { name, is_index } of relations) {
    if (prewarms) await admin.query("select pg_prewarm($1::regclass, $2)", [name, is_index ? "buffer" : "read"]);
    else if (!is_index) await admin.query(`select count(*) from ${name}`);
  }
}
