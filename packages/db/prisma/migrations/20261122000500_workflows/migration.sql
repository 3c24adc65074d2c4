-- Workflows in the tenant's schema: written in its sealed context only. Scheduling state lives apart, in schema engine.
create table crm.workflows (
  tenant_id uuid not null references crm.tenants,
  workflow_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  enabled boolean not null default true,
  live_version_id uuid,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, workflow_id)
);
create table crm.workflow_versions (
  tenant_id uuid not null,
  version_id uuid not null,
  workflow_id uuid not null,
  number int not null check (number > 0),
  graph jsonb not null,
  content_hash text not null,
  -- The oldest engine that can run this graph: a worker claims only what it can run.
  min_engine int not null default 1,
  note text not null default '',
  published_by uuid,
  published_at timestamptz not null default now(),
  primary key (tenant_id, version_id),
  unique (tenant_id, workflow_id, version_id),
  unique (tenant_id, workflow_id, number),
  foreign key (tenant_id, workflow_id) references crm.workflows
);
create trigger immutable before update or delete on crm.workflow_versions for each row execute function app.refuse_change();
alter table crm.workflows add foreign key (tenant_id, workflow_id, live_version_id)
  references crm.workflow_versions (tenant_id, workflow_id, version_id);

create table crm.workflow_drafts (
  tenant_id uuid not null,
  workflow_id uuid not null,
  graph jsonb not null,
  version int not null default 1,
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (tenant_id, workflow_id),
  foreign key (tenant_id, workflow_id) references crm.workflows
);
-- Triggers of live versions only; read with the metadata version, so none is missed.
create table crm.workflow_triggers (
  tenant_id uuid not null,
  workflow_id uuid not null,
  version_id uuid not null,
  entity_type text not null,
  event text not null check (event in ('created', 'updated')),
  config jsonb not null default '{}',
  primary key (tenant_id, workflow_id),
  foreign key (tenant_id, workflow_id, version_id) references crm.workflow_versions (tenant_id, workflow_id, version_id),
  foreign key (tenant_id, entity_type) references crm.entity_types (tenant_id, key)
);
create trigger metadata_changed after insert or update or delete on crm.workflow_triggers
  for each row execute function crm.raise_metadata_version();

create table crm.workflow_runs (
  tenant_id uuid not null,
  run_id uuid not null,
  -- First day of the UTC month in which the run started: part of every key of its history.
  run_month date not null,
  workflow_id uuid not null,
  version_id uuid not null,
  trigger_key text not null,
  -- Tokens, variables and join counters; outputs over the limit are kept in the history and referred to.
  state jsonb not null check (octet_length(state::text) <= 65536),
  status text not null check (status in ('queued', 'runnable', 'running', 'waiting', 'completed', 'failed', 'cancelled', 'quarantined')),
  trigger jsonb not null,
  principal_id uuid,
  root_id uuid not null,
  depth int not null default 0 check (depth between 0 and 32),
  entity_type text,
  record_id uuid,
  detail text,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (tenant_id, run_id),
  -- One run for each cause: what makes a duplicate delivery harmless.
  unique (tenant_id, workflow_id, trigger_key),
  foreign key (tenant_id, workflow_id, version_id) references crm.workflow_versions (tenant_id, workflow_id, version_id),
  check ((status in ('completed', 'failed', 'cancelled', 'quarantined')) = (ended_at is not null))
);
create index workflow_runs_started on crm.workflow_runs (tenant_id, started_at, run_id);
create index workflow_runs_workflow on crm.workflow_runs (tenant_id, workflow_id, started_at, run_id);
create index workflow_runs_record on crm.workflow_runs (tenant_id, record_id, started_at) where record_id is not null;
create index workflow_runs_root on crm.workflow_runs (tenant_id, root_id);
create index workflow_runs_open on crm.workflow_runs (tenant_id, workflow_id) where ended_at is null;

-- History: written, never read to decide. One table for each month, made ahead by engine.ensure_months().
create table crm.workflow_run_steps (
  tenant_id uuid not null,
  run_month date not null,
  run_id uuid not null,
  seq int not null,
  step_key text not null,
  path text not null default '',
  attempt int not null default 1,
  status text not null check (status in ('started', 'done', 'failed', 'uncertain')),
  idempotency_key text not null,
  -- The rendered request of an external step: a repeated call sends the very same.
  request jsonb,
  input jsonb,
  output jsonb,
  error jsonb,
  late_outcome jsonb,
  at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, run_month, run_id, seq),
  foreign key (tenant_id, run_id) references crm.workflow_runs
) partition by list (run_month);

create table crm.workflow_waits (
  tenant_id uuid not null,
  wait_id uuid not null,
  run_id uuid not null,
  token_id text not null,
  step_key text not null,
  kind text not null check (kind in ('delay', 'retry', 'event', 'approval', 'child')),
  correlation_key text,
  since timestamptz not null default now(),
  due_at timestamptz,
  resolved_at timestamptz,
  resolution jsonb,
  primary key (tenant_id, wait_id),
  foreign key (tenant_id, run_id) references crm.workflow_runs
);
create index workflow_waits_open on crm.workflow_waits (tenant_id, run_id) where resolved_at is null;
create index workflow_waits_correlation on crm.workflow_waits (tenant_id, correlation_key) where resolved_at is null and correlation_key is not null;

create table crm.workflow_events (
  tenant_id uuid not null references crm.tenants,
  source text not null,
  external_id text not null,
  correlation_key text not null,
  payload jsonb not null default '{}',
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  consumed_by uuid,
  primary key (tenant_id, source, external_id)
);
create index workflow_events_correlation on crm.workflow_events (tenant_id, correlation_key) where consumed_by is null;

create table crm.workflow_run_items (
  tenant_id uuid not null,
  run_id uuid not null,
  token_id text not null,
  ordinal int not null,
  record_id uuid not null,
  status text not null default 'open' check (status in ('open', 'done', 'failed')),
  primary key (tenant_id, run_id, token_id, ordinal),
  foreign key (tenant_id, run_id) references crm.workflow_runs
);

-- Mails that were kept instead of sent while no provider is configured. The key makes a repeated step harmless.
create table crm.development_mails (
  tenant_id uuid not null references crm.tenants,
  mail_id uuid not null default gen_random_uuid(),
  idempotency_key text not null,
  sent_at timestamptz not null default now(),
  sender text not null,
  recipient text not null,
  subject text not null,
  body text not null,
  run_id uuid,
  primary key (tenant_id, mail_id),
  unique (tenant_id, idempotency_key)
);
create index development_mails_sent on crm.development_mails (tenant_id, sent_at);

do $$
declare t text;
begin
  foreach t in array array['workflows', 'workflow_versions', 'workflow_drafts', 'workflow_triggers', 'workflow_runs',
      'workflow_run_steps', 'workflow_waits', 'workflow_events', 'workflow_run_items', 'development_mails'] loop
    call vault.protect(('crm.' || t)::regclass);
    execute format('grant select on crm.%I to catalyst_app, catalyst_worker', t);
  end loop;
end $$;
grant insert, update on crm.workflows, crm.workflow_drafts to catalyst_app;
grant insert on crm.workflow_versions to catalyst_app;
grant insert, update, delete on crm.workflow_triggers to catalyst_app;
grant insert on crm.workflow_runs to catalyst_app;
grant insert, update on crm.workflow_runs, crm.workflow_waits, crm.workflow_events, crm.workflow_run_items to catalyst_worker;
grant insert on crm.workflow_events to catalyst_app;
grant insert on crm.workflow_run_steps, crm.development_mails to catalyst_worker;
grant update (late_outcome) on crm.workflow_run_steps to catalyst_worker;
