-- A backfill ends with a pass that finds nothing to touch, in batches like the others: no statement reads a million records.
alter table crm.slot_assignments
  add column pass int not null default 1,
  add column touched_rows bigint not null default 0;
