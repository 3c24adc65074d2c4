/*
 * Outputs too large for a run's state and its history, which keep their short values and where the whole is: read when a
 * step needs it, or a person asks.
 */
create table crm.workflow_payloads (
  tenant_id uuid not null,
  run_id uuid not null,
  -- The history row whose output it is.
  seq int not null,
  value jsonb not null,
  primary key (tenant_id, run_id, seq),
  foreign key (tenant_id, run_id) references crm.workflow_runs
);
call vault.protect('crm.workflow_payloads'::regclass);
grant select on crm.workflow_payloads to catalyst_app;
grant select, insert, delete on crm.workflow_payloads to catalyst_worker;
