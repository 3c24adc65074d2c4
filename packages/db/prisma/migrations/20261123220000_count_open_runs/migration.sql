/* The context is verified once for each call: as a plain condition it was for each open run that a small table's scan met. */
create or replace function engine.open_runs() returns int language sql stable security definer set search_path = pg_catalog
as $$ select count(*)::int from (select 1 from engine.run_queue where tenant_id = (select app.tenant_id())
  and status in ('queued', 'runnable', 'running') limit 1000) open $$;
