-- The version of metadata that a transaction knows is no part of the sealed context: it decides nothing about isolation,
-- so its setting has a name outside of those that only the verifier may read.
do $$
declare
  f regprocedure;
begin
  foreach f in array array['app.enter(text, int)', 'crm.fill_slots()']::regprocedure[] loop
    execute replace(pg_get_functiondef(f), 'app.metadata_version', 'records.metadata_version');
  end loop;
end $$;

-- Why the source changed, where a workflow did it: what the roll-up's change starts then counts as a link of its chain.
alter table crm.rollup_marks add column reason jsonb;
