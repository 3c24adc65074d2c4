-- What the schema lint found in the migrations before it.
revoke all on function app.refuse_change from public;

-- Two indexes with plain keys in place of one over an expression, which no policy-bound query could use.
drop index crm.slot_assignments_field;
create unique index slot_assignments_search on crm.slot_assignments (tenant_id, field_id)
  where state in ('building', 'ready') and slot !~ '^u';
create unique index slot_assignments_unique on crm.slot_assignments (tenant_id, field_id)
  where state in ('building', 'ready') and slot ~ '^u';
