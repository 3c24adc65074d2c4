-- Formulas and roll-ups: what is being computed anew after a change of definitions, and which roll-ups are out of date.

-- One row for each entity type with computed fields: the last recomputation of all of its records, which a job runs.
create table crm.recomputations (
  tenant_id uuid not null,
  entity_type text not null,
  state text not null check (state in ('running', 'done', 'cancelled')),
  -- The computed fields whose stored values are old until this is done.
  field_keys text[] not null,
  after_id uuid,
  done_rows bigint not null default 0,
  total_rows bigint not null default 0,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (tenant_id, entity_type),
  foreign key (tenant_id, entity_type) references crm.entity_types (tenant_id, key)
);

-- Insert only, so that writers never wait for each other or for the job: one row for each change that a roll-up must follow.
create table crm.rollup_marks (
  tenant_id uuid not null,
  mark_id bigint generated always as identity,
  entity_type text not null,
  record_id uuid not null,
  field_id uuid not null,
  marked_at timestamptz not null default now(),
  primary key (tenant_id, mark_id)
);
create index rollup_marks_record on crm.rollup_marks (tenant_id, record_id);

do $$
declare t text;
begin
  foreach t in array array['recomputations', 'rollup_marks'] loop
    call vault.protect(('crm.' || t)::regclass);
    execute format('grant select, insert, update, delete on crm.%I to catalyst_app, catalyst_worker', t);
  end loop;
end $$;
create trigger metadata_changed after insert or delete or update of state, field_keys on crm.recomputations
  for each row execute function crm.raise_metadata_version();

/*
 * A writer that read the definitions before they changed would save values computed by the old ones, behind the back of
 * the job that computes anew. So the change notes the version that writers of the entity type must know, and the slot
 * trigger, which reads that row anyway, refuses older ones: they try again.
 */
alter table vault.slot_maps add column needs_metadata_version bigint not null default 0;

create function crm.require_metadata() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
declare
  current_version bigint := (select metadata_version from crm.tenants where tenant_id = new.tenant_id);
begin
  insert into vault.slot_maps (tenant_id, entity_type, needs_metadata_version)
  values (new.tenant_id, new.entity_type, current_version)
  on conflict (tenant_id, entity_type) do update set needs_metadata_version = excluded.needs_metadata_version;
  return null;
end $$;
create trigger require_metadata after insert or update of started_at on crm.recomputations
  for each row execute function crm.require_metadata();
revoke all on function crm.require_metadata from public;

-- `app.enter` says which version the transaction knows; the slot trigger compares. Both are changed in place, whatever else they do.
do $$
declare
  enter text := pg_get_functiondef('app.enter(text, int)'::regprocedure);
  fill text := pg_get_functiondef('crm.fill_slots()'::regprocedure);
  returning_at text := 'return found_version;';
  reading text := 'into m, building, watched from vault.slot_maps s where s.tenant_id = new.tenant_id and s.entity_type = new.entity_type;';
  declaring text := 'watched jsonb;';
begin
  if strpos(enter, returning_at) = 0 or strpos(fill, reading) = 0 or strpos(fill, declaring) = 0 then
    raise exception 'app.enter or crm.fill_slots has another form than this migration expects';
  end if;
  execute replace(enter, returning_at, E'perform pg_catalog.set_config(''app.metadata_version'', found_version::text, true);\n  ' || returning_at);
  fill := replace(fill, declaring, E'watched jsonb;\n  needed bigint;');
  fill := replace(fill, 's.watched ' || reading,
    E's.watched, s.needs_metadata_version ' || replace(reading, 'into m, building, watched', 'into m, building, watched, needed')
    || E'\n  if needed > coalesce(nullif(current_setting(''app.metadata_version'', true), '''')::bigint, needed) then'
    || E'\n    raise exception ''the fields of this entity type have changed since the transaction began'' using errcode = ''40001'';'
    || E'\n  end if;');
  execute fill;
end $$;
