/*
 * What the next record gets in an auto-number field. Records of the time before the field are numbered by a job, from a
 * range of their own that was kept free for them; it looks at live records from `backfill_at`, `backfill_after` on.
 */
create table crm.auto_numbers (
  tenant_id uuid not null,
  field_id uuid not null,
  next_number bigint not null check (next_number >= 0),
  backfill_number bigint not null,
  backfill_end bigint not null,
  backfill_at timestamptz not null default '-infinity',
  backfill_after uuid not null default '00000000-0000-0000-0000-000000000000',
  primary key (tenant_id, field_id),
  foreign key (tenant_id, field_id) references crm.custom_field_definitions on delete cascade
);
call vault.protect('crm.auto_numbers');
grant select, insert, update on crm.auto_numbers to catalyst_app, catalyst_worker;
