import type { SchemaRule } from "../finding.ts";

/**
 * Rule 6. Under row-level security the planner pushes only leakproof operators into an index: a filter over any other key
 * type reads all of the tenant's rows (123 ms instead of 0.14).
 */
export const LEAKPROOF_KEYS: SchemaRule = {
  name: "leakproof-keys",
  sql: `
  with key_column as (
    select i.indexrelid, k.position, i.indkey[k.position - 1] as attnum, c.relam, o.opcfamily, o.opcintype
    from pg_index i
    join pg_class t on t.oid = i.indrelid and t.relnamespace = 'crm'::regnamespace
    join pg_class c on c.oid = i.indexrelid,
    generate_series(1, i.indnkeyatts) k (position),
    pg_opclass o
    where o.oid = i.indclass[k.position - 1])
  select distinct indexrelid::regclass::text as object, 'is no B-tree' as problem
  from key_column join pg_am am on am.oid = relam where am.amname <> 'btree'
  union all
  select indexrelid::regclass::text, 'has an expression as a key' from key_column where attnum = 0
  union all
  select k.indexrelid::regclass::text, 'key ' || k.position || ' compares by ' || operator.oprcode::text || ', which is not leakproof'
  from key_column k
  join pg_am am on am.oid = k.relam and am.amname = 'btree'
  join pg_amop a on a.amopfamily = k.opcfamily and a.amoplefttype = k.opcintype and a.amoprighttype = k.opcintype
  join pg_operator operator on operator.oid = a.amopopr
  join pg_proc p on p.oid = operator.oprcode
  where not p.proleakproof
  order by 1, 2`,
};
