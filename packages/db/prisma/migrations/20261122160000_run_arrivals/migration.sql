-- Runs that wait for something else than a time: events, approvals, other runs; and loops over items that are fixed first.
-- Checking a new foreign key reads under the policies: as nobody's tenant. The columns are new, so there is nothing to see.
select vault.open_tenant('00000000-0000-0000-0000-000000000000');
alter table crm.workflow_runs
  -- The run that started this one by a step, and wants to hear of its end.
  add column parent_run_id uuid,
  add foreign key (tenant_id, parent_run_id) references crm.workflow_runs;
alter table crm.workflow_waits
  -- What people see of it: who is asked, which run it waits for.
  add column details jsonb,
  -- Events since then count, so that one which came a little before the wait is not lost.
  add column accept_from timestamptz;
alter table crm.workflow_run_items add column entity_type text not null;

-- Turns of steps that assign to one of several people.
create table crm.workflow_turns (
  tenant_id uuid not null,
  workflow_id uuid not null,
  step_key text not null,
  taken bigint not null default 1,
  primary key (tenant_id, workflow_id, step_key),
  foreign key (tenant_id, workflow_id) references crm.workflows
);
call vault.protect('crm.workflow_turns'::regclass);
grant select, insert, update on crm.workflow_turns to catalyst_worker;
-- A list that a loop makes anew in each of its turns takes the place of the one before.
grant delete on crm.workflow_run_items to catalyst_worker;

-- Messages to members. The key makes a repeated step harmless.
create table crm.notifications (
  tenant_id uuid not null,
  notification_id uuid not null default gen_random_uuid(),
  principal_id uuid not null,
  key text not null check (length(key) between 1 and 300),
  title text not null check (length(title) between 1 and 300),
  body text not null default '' check (length(body) <= 20000),
  run_id uuid,
  -- The approval that it asks for.
  wait_id uuid,
  created_at timestamptz not null default now(),
  read_at timestamptz,
  -- When its mail went out; null while it is to be sent, or where none is wanted.
  mailed_at timestamptz,
  primary key (tenant_id, notification_id),
  unique (tenant_id, principal_id, key),
  foreign key (tenant_id, principal_id) references crm.principals,
  foreign key (tenant_id, wait_id) references crm.workflow_waits deferrable initially deferred
);
create index notifications_unread on crm.notifications (tenant_id, principal_id, created_at) where read_at is null;
create index notifications_recent on crm.notifications (tenant_id, principal_id, created_at);
call vault.protect('crm.notifications'::regclass);
grant select, insert on crm.notifications to catalyst_app, catalyst_worker;
grant update (read_at) on crm.notifications to catalyst_app;
grant update (mailed_at) on crm.notifications to catalyst_worker;

-- Whoever decides an approval ends its wait, once; the run itself goes on with its next wake-up.
grant update (resolved_at, resolution) on crm.workflow_waits to catalyst_app;

-- Live triggers of every kind: the trigger's type, or in rows from before that its event. Without a record there is no entity type.
alter table crm.workflow_triggers drop constraint workflow_triggers_event_check;
alter table crm.workflow_triggers add constraint workflow_triggers_event_check check (event in ('created', 'updated', 'record_created@1',
  'record_updated@1', 'record_deleted@1', 'record_entered@1', 'record_left@1', 'schedule@1', 'webhook@1', 'manual@1',
  'workflow_called@1', 'form_submitted@1'));
alter table crm.workflow_triggers alter column entity_type drop not null;
select set_config('app.ctx', '', true);
