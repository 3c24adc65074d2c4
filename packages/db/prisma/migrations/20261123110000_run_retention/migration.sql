/*
 * Run history is kept for as long as each tenant wants. How long, and how far the deletion is, spans tenants: numbers and
 * times only, beside the queue.
 */
create table engine.retentions (
  tenant_id uuid primary key references crm.tenants,
  -- Ended runs are deleted so many days after their end.
  days int not null default 90 check (days between 1 and 3650),
  due_at timestamptz not null default now(),
  last_run_at timestamptz,
  last_deleted int not null default 0,
  total_deleted bigint not null default 0,
  -- The tenant has no run that started in a month before this one, and never will have again.
  needed_from date not null default date_trunc('month', now() at time zone 'UTC')::date
);
create index retentions_due on engine.retentions (due_at);
create index retentions_needed on engine.retentions (needed_from);
grant select, update on engine.retentions to catalyst_worker;

-- Tenants from before this migration may have runs of any month.
insert into engine.retentions (tenant_id, needed_from) select id, '-infinity' from identity."organization";
create function vault.keep_retention() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
begin
  if tg_op = 'INSERT' then
    insert into engine.retentions (tenant_id) values (new.tenant_id);
  elsif new.status = 'deleting' then
    delete from engine.retentions where tenant_id = new.tenant_id;
  end if;
  return null;
end $$;
revoke all on function vault.keep_retention from public;
create trigger keep_retention after insert or update of status on crm.tenants for each row execute function vault.keep_retention();

/* How long the caller's tenant keeps its runs, and how far the deletion is. */
create function engine.retention() returns table (days int, last_run_at timestamptz, last_deleted int, total_deleted bigint)
  language sql stable security definer set search_path = pg_catalog
as $$ select r.days, r.last_run_at, r.last_deleted, r.total_deleted from engine.retentions r where r.tenant_id = app.tenant_id() $$;

/* Sets how long the caller's tenant keeps its runs. */
create function engine.set_retention(wanted int) returns void language sql volatile security definer set search_path = pg_catalog
as $$ update engine.retentions set days = wanted where tenant_id = app.tenant_id() $$;

/*
 * The history's key to its run goes: only the run's own commit writes the history, in the statement that writes the run.
 * With the key a deleted run was looked for in every month, and dropping a month locked all runs.
 */
alter table crm.workflow_run_steps drop constraint workflow_run_steps_tenant_id_run_id_fkey;
create or replace function engine.ensure_months() returns int
  language plpgsql volatile security definer set search_path = pg_catalog set lock_timeout = '5s'
as $$
declare
  month date;
  name text;
  made int := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('engine.ensure_months', 0));
  for ahead in 0..3 loop
    month := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => ahead))::date;
    name := 'workflow_run_steps_' || to_char(month, 'YYYYMM');
    continue when to_regclass('crm.' || name) is not null;
    execute format('create table crm.%I (like crm.workflow_run_steps including all, check (run_month = %L))', name, month);
    execute format('call vault.protect(%L::regclass)', 'crm.' || name);
    execute format('alter table crm.workflow_run_steps attach partition crm.%I for values in (%L)', name, month);
    made := made + 1;
  end loop;
  return made;
end $$;

/*
 * Drops the months of history in which no tenant has a run any more. Dropping waits for whoever reads the history, and
 * others wait behind it: for a second at most, then the next hour tries again.
 */
create function engine.drop_months() returns int
  language plpgsql volatile security definer set search_path = pg_catalog set lock_timeout = '1s'
as $$
declare
  present date := date_trunc('month', now() at time zone 'UTC')::date;
  needed date;
  month regclass;
  dropped int := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('engine.ensure_months', 0));
  select least(present, min(needed_from)) into needed from engine.retentions;
  for month in
    select c.oid::regclass from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'crm.workflow_run_steps'::regclass and c.relname ~ '^workflow_run_steps_\d{6}$'
      and to_date(right(c.relname, 6), 'YYYYMM') < needed
  loop
    execute format('drop table %s', month);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;
revoke all on function engine.retention, engine.set_retention, engine.drop_months from public;
grant execute on function engine.retention, engine.set_retention to catalyst_app;
grant execute on function engine.drop_months to catalyst_worker;

-- What deleting a run looks for.
create index workflow_runs_parent on crm.workflow_runs (tenant_id, parent_run_id) where parent_run_id is not null;
create index workflow_waits_run on crm.workflow_waits (tenant_id, run_id);
create index workflow_events_created on crm.workflow_events (tenant_id, created_at);
create index notifications_run on crm.notifications (tenant_id, run_id) where run_id is not null;
create index notifications_wait on crm.notifications (tenant_id, wait_id) where wait_id is not null;
create index development_mails_run on crm.development_mails (tenant_id, run_id) where run_id is not null;
grant delete on crm.workflow_runs, crm.workflow_run_steps, crm.workflow_waits, crm.workflow_events, crm.notifications,
  crm.development_mails to catalyst_worker;
-- Whatever a statement says: a run that has not ended stays.
create policy ended_runs on crm.workflow_runs as restrictive for delete using (ended_at is not null);
