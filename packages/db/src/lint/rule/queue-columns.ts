import type { SchemaRule } from "../finding.ts";

/**
 * Rule 4: no policy guards the queue, since claiming and sweeping span tenants; so it holds ids, numbers, flags and times
 * only. Words are fine where a check lists them all.
 */
export const QUEUE_COLUMNS: SchemaRule = {
  name: "queue-columns",
  sql: `
  select a.attrelid::regclass::text || '.' || a.attname as object,
    'is ' || format_type(a.atttypid, a.atttypmod) || ': the queue holds ids, numbers, flags and times only' as problem
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'engine'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') and a.attnum > 0 and not a.attisdropped
    and a.atttypid <> all (array['uuid', 'int2', 'int4', 'int8', 'float8', 'bool', 'date', 'timestamptz']::regtype[])
    and not exists (
      select from pg_constraint k
      where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
        and pg_get_constraintdef(k.oid) ~ ('^CHECK \\(\\(' || a.attname || ' = ANY \\(ARRAY\\[(''\\w+''::text(, )?)+\\]\\)\\)\\)$'))
  order by 1, 2`,
};
