/* Whether an open run of the caller's tenant has been asked to end: the run page shows it. */
create function engine.cancel_requested(run uuid) returns boolean language sql stable security definer set search_path = pg_catalog
as $$ select coalesce((select cancel_requested from engine.run_queue where run_id = run and tenant_id = app.tenant_id()), false) $$;
revoke all on function engine.cancel_requested from public;
grant execute on function engine.cancel_requested to catalyst_app, catalyst_worker;
