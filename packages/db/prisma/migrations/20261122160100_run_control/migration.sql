-- Control over runs: pauses, limits, debouncing, alerts; schedules and webhooks as triggers.
select vault.open_tenant('00000000-0000-0000-0000-000000000000');
alter table crm.workflows
  -- Paused: new runs wait until it goes on, or are not started at all. Runs in progress go on.
  add column paused text check (paused in ('queue', 'drop')),
  -- Who hears of runs that failed.
  add column alert_principal_id uuid,
  -- Raised to make the webhook's old secret worthless.
  add column hook_generation int not null default 1,
  add foreign key (tenant_id, alert_principal_id) references crm.principals;
-- A run that waits whether its record changes again; if so it ends before it has begun.
alter table crm.workflow_runs add column debounced boolean not null default false;
-- Retries of a run, for the run's page.
alter table crm.workflow_runs add column retry_of uuid;
create index workflow_runs_retries on crm.workflow_runs (tenant_id, retry_of) where retry_of is not null;

alter table engine.run_queue
  add column workflow_id uuid,
  -- Waits with its paused workflow.
  add column held boolean not null default false,
  -- Runs of one lane (a workflow, or a workflow and a key) go `lane_limit` at a time.
  add column lane bigint,
  add column lane_limit int;
create index run_queue_lane on engine.run_queue (lane, status, created_at) where lane is not null;
create index run_queue_held on engine.run_queue (tenant_id, workflow_id) where held;

/* Lets the caller's tenant's held runs of a workflow go on. */
create function engine.release_held(workflow uuid) returns int language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare released int;
begin
  update engine.run_queue set held = false, updated_at = now()
  where tenant_id = app.tenant_id() and workflow_id = workflow and held;
  get diagnostics released = row_count;
  return released;
end $$;

-- When a live workflow with a schedule starts next. Times only: what it does is under the tenant's policies.
create table engine.schedules (
  tenant_id uuid not null,
  workflow_id uuid not null,
  -- Whom its runs act for.
  principal_id uuid not null,
  -- The time that is due next; a worker that has taken it looks again at `look_at`, should it be lost.
  next_at timestamptz not null,
  look_at timestamptz not null,
  primary key (tenant_id, workflow_id),
  foreign key (tenant_id, workflow_id) references crm.workflows
);
create index schedules_due on engine.schedules (look_at);
grant select, update on engine.schedules to catalyst_worker;

/* Sets when a workflow of the caller's tenant starts next; null takes its schedule away. */
create function engine.set_schedule(workflow uuid, principal uuid, next timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  if next is null then
    delete from engine.schedules where tenant_id = app.tenant_id() and workflow_id = workflow;
    return;
  end if;
  insert into engine.schedules (tenant_id, workflow_id, principal_id, next_at, look_at)
  values (app.tenant_id(), workflow, principal, next, next)
  on conflict (tenant_id, workflow_id) do update
  set principal_id = excluded.principal_id, next_at = excluded.next_at, look_at = excluded.look_at;
end $$;
revoke all on function engine.release_held, engine.set_schedule from public;
grant execute on function engine.release_held, engine.set_schedule to catalyst_app, catalyst_worker;
select set_config('app.ctx', '', true);
