-- Who has handed an approval to whom, in this order: beside what the run writes about its wait, which it writes anew with each reminder.
alter table crm.workflow_waits add column delegations jsonb not null default '[]'
  check (jsonb_typeof(delegations) = 'array' and jsonb_array_length(delegations) <= 20);
grant update (delegations) on crm.workflow_waits to catalyst_app;
