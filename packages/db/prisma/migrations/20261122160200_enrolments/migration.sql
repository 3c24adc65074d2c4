-- Many records that somebody puts through a workflow which starts by hand: as fast as wanted, with pause and cancel.
create table crm.workflow_enrolments (
  tenant_id uuid not null,
  enrolment_id uuid not null,
  workflow_id uuid not null,
  entity_type text not null,
  filter jsonb not null,
  input jsonb not null default '{}',
  -- Records a minute.
  rate int not null check (rate between 1 and 6000),
  state text not null default 'running' check (state in ('running', 'paused', 'cancelled', 'done', 'failed')),
  -- Records are taken in the order of their ids; those up to here had their turn.
  after_id uuid,
  -- The next batch is not before this: of two jobs that meet, the later one ends.
  next_at timestamptz not null default now(),
  started int not null default 0,
  error text,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (tenant_id, enrolment_id),
  foreign key (tenant_id, workflow_id) references crm.workflows
);
create index workflow_enrolments_workflow on crm.workflow_enrolments (tenant_id, workflow_id, created_at);
call vault.protect('crm.workflow_enrolments'::regclass);
grant select, insert, update on crm.workflow_enrolments to catalyst_app;
grant select, update on crm.workflow_enrolments to catalyst_worker;
