/*
 * Scheduling state: ids, numbers, flags and times only, no row-level security, because claiming, sweeping and takeover
 * span tenants and no role bypasses it. What a run does is in crm.workflow_runs, under the tenant's policies.
 */
create table engine.workers (
  worker_id uuid primary key,
  started_at timestamptz not null default now(),
  renewed_at timestamptz not null default now(),
  engine int not null
);

create table engine.run_queue (
  run_id uuid primary key,
  tenant_id uuid not null,
  principal_id uuid,
  run_month date not null,
  status text not null check (status in ('queued', 'runnable', 'running', 'waiting')),
  fence bigint not null default 0,
  -- Raised by every commit of the run: with the fence it makes each commit happen once.
  seq int not null default 0,
  worker_id uuid,
  wake_at timestamptz,
  priority int not null default 0,
  wake_pending boolean not null default false,
  cancel_requested boolean not null default false,
  -- Takeovers without progress in between; three quarantine the run.
  crash_count int not null default 0,
  min_engine int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (tenant_id, run_id) references crm.workflow_runs
);
create index run_queue_due on engine.run_queue (wake_at) where status = 'waiting';
create index run_queue_running on engine.run_queue (worker_id) where status = 'running';
create index run_queue_runnable on engine.run_queue (updated_at) where status = 'runnable';
create index run_queue_queued on engine.run_queue (tenant_id, created_at) where status = 'queued';
create index run_queue_tenant on engine.run_queue (tenant_id, status);

grant select, insert, update, delete on engine.run_queue, engine.workers to catalyst_worker;
-- The server starts runs, and has a function for each of the two other things that it needs.
grant insert on engine.run_queue to catalyst_app;

/* How many runs of the caller's tenant are open, counted to 1,000 at most: read, never a counter row (that cost 5/6 of all writes). */
create function engine.open_runs() returns int language sql stable security definer set search_path = pg_catalog
as $$ select count(*)::int from (select 1 from engine.run_queue where tenant_id = app.tenant_id()
  and status in ('queued', 'runnable', 'running') limit 1000) open $$;

/* Asks a run of the caller's tenant to end. False: there is no such open run. */
create function engine.request_cancel(run uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  update engine.run_queue set cancel_requested = true, updated_at = now(),
    status = case when status in ('waiting', 'queued') then 'runnable' else status end,
    wake_pending = (status = 'running')
  where run_id = run and tenant_id = app.tenant_id();
  return found;
end $$;

/* For readiness: seconds since the youngest worker lease was renewed; null without one. */
create function engine.lease_age_seconds() returns double precision language sql stable security definer set search_path = pg_catalog
as $$ select extract(epoch from now() - max(renewed_at)) from engine.workers $$;

/*
 * Makes the history table of each month from this one to three ahead. A table made LIKE its parent and then attached
 * waits for no reader or writer; one made PARTITION OF would have no policy and would wait for both.
 */
create function engine.ensure_months() returns int
  language plpgsql volatile security definer set search_path = pg_catalog set lock_timeout = '5s'
as $$
declare
  month date;
  name text;
  made int := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('engine.ensure_months', 0));
  -- Checking the new foreign keys reads under the policies: as nobody's tenant, which sees nothing.
  perform vault.open_tenant('00000000-0000-0000-0000-000000000000');
  for ahead in 0..3 loop
    month := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => ahead))::date;
    name := 'workflow_run_steps_' || to_char(month, 'YYYYMM');
    continue when to_regclass('crm.' || name) is not null;
    execute format('create table crm.%I (like crm.workflow_run_steps including all, check (run_month = %L))', name, month);
    execute format('call vault.protect(%L::regclass)', 'crm.' || name);
    execute format('alter table crm.%I add foreign key (tenant_id, run_id) references crm.workflow_runs', name);
    execute format('alter table crm.workflow_run_steps attach partition crm.%I for values in (%L)', name, month);
    made := made + 1;
  end loop;
  perform set_config('app.ctx', '', true);
  return made;
end $$;

/* For readiness: months of history that exist after the present one. */
create function engine.months_ahead() returns int language sql stable security definer set search_path = pg_catalog
as $$ select count(*)::int from generate_series(1, 3) ahead
  where to_regclass('crm.workflow_run_steps_' ||
    to_char(date_trunc('month', now() at time zone 'UTC') + make_interval(months => ahead), 'YYYYMM')) is not null $$;

revoke all on all functions in schema engine from public;
grant execute on function engine.open_runs, engine.request_cancel, engine.lease_age_seconds, engine.months_ahead to catalyst_app, catalyst_worker;
grant execute on function engine.ensure_months to catalyst_worker;
select engine.ensure_months();
