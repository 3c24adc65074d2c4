-- The life of a field: unique indexes that are built without breaking a writer, changes of type with a way back, deletion.

-- `failed`: a unique slot whose values turned out to have duplicates. It keeps its place until it is built again or given back.
alter table crm.slot_assignments drop constraint slot_assignments_state_check;
alter table crm.slot_assignments add constraint slot_assignments_state_check
  check (state in ('building', 'ready', 'releasing', 'quarantined', 'failed'));

-- Where in `values` a field's value lives, once its type has changed; null: under its key. `~` is in no key that people choose.
alter table crm.custom_field_definitions
  add column value_key text check (value_key ~ '^[a-zA-Z][a-zA-Z0-9_]{0,62}~[0-9]{1,9}$'),
  add column deleted_at timestamptz;
grant update, delete on crm.custom_field_definitions to catalyst_worker;

/*
 * One change of a field's type: dry run, conversion, way back. Converted values are written beside the old ones, under
 * `to_key`; the change itself is one update of the definition. The old values stay under `from_key` until it is final.
 */
create table crm.field_conversions (
  tenant_id uuid not null,
  conversion_id uuid not null,
  field_id uuid not null,
  entity_type text not null,
  state text not null check (state in ('planning', 'planned', 'converting', 'changed', 'undoing', 'cancelled', 'undone', 'failed', 'final')),
  -- What writers' changes are noted for: a change of `source` makes the value under `target` stale. Null: nobody looks.
  watched_source text,
  watched_target text,
  from_type text not null,
  to_type text not null,
  from_config jsonb not null,
  to_config jsonb not null,
  from_default jsonb not null default 'null',
  from_key text not null,
  to_key text not null,
  backfill_after uuid,
  done_rows bigint not null default 0,
  total_rows bigint not null default 0,
  clean_rows bigint not null default 0,
  lossy_rows bigint not null default 0,
  failed_rows bigint not null default 0,
  undo_lost_rows bigint not null default 0,
  samples jsonb not null default '[]',
  undo_until timestamptz,
  error text,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, conversion_id),
  foreign key (tenant_id, field_id) references crm.custom_field_definitions on delete cascade
);
create index field_conversions_field on crm.field_conversions (tenant_id, field_id, created_at);
create unique index field_conversions_running on crm.field_conversions (tenant_id, field_id) where state in ('converting', 'undoing');

-- Keys that a job takes out of `values` once it is due: of a deleted field, of the losing side of a type change.
create table crm.value_purges (
  tenant_id uuid not null,
  purge_id uuid not null,
  field_id uuid not null,
  entity_type text not null,
  keys text[] not null check (cardinality(keys) between 1 and 100),
  conversion_id uuid,
  -- Whether the definition goes with its values, which frees its key.
  drops_field boolean not null,
  due_at timestamptz not null,
  backfill_after uuid,
  done_rows bigint not null default 0,
  created_at timestamptz not null default now(),
  primary key (tenant_id, purge_id),
  foreign key (tenant_id, field_id) references crm.custom_field_definitions on delete cascade
);
create index value_purges_field on crm.value_purges (tenant_id, field_id);

-- Records that a job must look at again: `watch` is a conversion's id, or the unique slot that is being built.
create table crm.record_rechecks (
  tenant_id uuid not null,
  entity_type text not null,
  watch text not null,
  record_id uuid not null,
  primary key (tenant_id, entity_type, watch, record_id)
);

do $$
declare t text;
begin
  foreach t in array array['field_conversions', 'value_purges', 'record_rechecks'] loop
    call vault.protect(('crm.' || t)::regclass);
    execute format('grant select, insert, update, delete on crm.%I to catalyst_app, catalyst_worker', t);
  end loop;
end $$;

-- Values that do not fit their slot are few; this finds them without reading the rest.
create index records_slot_error on crm.records (tenant_id, entity_type, id) where slot_error;

-- What the slot trigger must know beside the map; null while nothing is built or changed, which is nearly always.
alter table vault.slot_maps add column unique_building text[], add column watched jsonb;

create or replace function crm.refresh_slot_map() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
declare
  tenant uuid := case when tg_op = 'DELETE' then old.tenant_id else new.tenant_id end;
  kind text := case when tg_op = 'DELETE' then old.entity_type else new.entity_type end;
begin
  insert into vault.slot_maps (tenant_id, entity_type, map, unique_building, watched)
  select tenant, kind,
    coalesce((select jsonb_object_agg(slot, field_key) from crm.slot_assignments
      where tenant_id = tenant and entity_type = kind and state in ('building', 'ready')), '{}'),
    (select array_agg(slot order by slot) from crm.slot_assignments
      where tenant_id = tenant and entity_type = kind and state = 'building' and slot ~ '^u'),
    (select jsonb_object_agg(conversion_id, jsonb_build_array(watched_source, watched_target)) from crm.field_conversions
      where tenant_id = tenant and entity_type = kind and watched_source is not null)
  on conflict (tenant_id, entity_type) do update
    set map = excluded.map, unique_building = excluded.unique_building, watched = excluded.watched, map_version = slot_maps.map_version + 1;
  return null;
end $$;
create trigger slot_map_changed after insert or delete or update of watched_source, watched_target on crm.field_conversions
  for each row execute function crm.refresh_slot_map();

/*
 * Notes records whose converted value is stale, for the job that runs the conversion. A writer knows nothing of it, and
 * one that began before the change and ends after it is noted, too: its value is converted instead of lost. Whoever
 * writes the target itself settles the record.
 */
create function crm.note_watched(watched jsonb, tenant uuid, kind text, record uuid, before jsonb, after jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  w record;
begin
  for w in select key, value ->> 0 as source, value ->> 1 as target from jsonb_each(watched) loop
    if coalesce(after -> w.source, 'null') is distinct from coalesce(before -> w.source, 'null') then
      insert into crm.record_rechecks (tenant_id, entity_type, watch, record_id) values (tenant, kind, w.key, record) on conflict do nothing;
    elsif coalesce(after -> w.target, 'null') is distinct from coalesce(before -> w.target, 'null') then
      delete from crm.record_rechecks where tenant_id = tenant and entity_type = kind and watch = w.key and record_id = record;
    end if;
  end loop;
end $$;

/*
 * The value of a unique slot that is being built: null, and noted, where another record has it, since a field that is not
 * unique yet must refuse nothing. One lock for each slot makes writers look one after the other. The context is opened
 * whole and put back: a writer may see less than what its value can meet.
 */
create function crm.claim_unique(tenant uuid, kind text, record uuid, slot text, wanted text) returns text
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  context text := array_to_string(app.context(), '.');
  taken boolean;
begin
  if wanted is null then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended('unique' || tenant || kind || slot, 0));
  perform vault.open_tenant(tenant);
  execute format('select exists (select from crm.records r where r.tenant_id = $1 and r.entity_type = $2 and r.%I = $3 '
    'and r.id <> $4 and r.deleted_at is null)', slot) into taken using tenant, kind, wanted, record;
  if taken then
    insert into crm.record_rechecks (tenant_id, entity_type, watch, record_id) values (tenant, kind, slot, record) on conflict do nothing;
  end if;
  perform set_config('app.ctx', context, true);
  return case when taken then null else wanted end;
end $$;

create or replace function crm.fill_slots() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog set timezone = 'UTC'
as $$
declare
  m jsonb;
  building text[];
  watched jsonb;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'records are written at read committed only' using errcode = '25001';
  end if;
  perform pg_advisory_xact_lock_shared(app.slot_lock_key(new.tenant_id, new.entity_type));
  select s.map, s.unique_building, s.watched into m, building, watched from vault.slot_maps s where s.tenant_id = new.tenant_id and s.entity_type = new.entity_type;
  new.slot_error := false;
  if watched is not null then
    perform crm.note_watched(watched, new.tenant_id, new.entity_type, new.id, case when tg_op = 'UPDATE' then old.values end, new.values);
  end if;
  if m is null or m = '{}' then
    new.n1 := null; new.n2 := null; new.n3 := null; new.n4 := null; new.n5 := null; new.n6 := null; new.n7 := 
    null; new.n8 := null; new.n9 := null; new.n10 := null; new.t1 := null; new.t2 := null; new.t3 := null; new.t4 
    := null; new.t5 := null; new.t6 := null; new.t7 := null; new.t8 := null; new.t9 := null; new.t10 := null; 
    new.d1 := null; new.d2 := null; new.d3 := null; new.d4 := null; new.d5 := null; new.d6 := null; new.d7 := 
    null; new.d8 := null; new.d9 := null; new.d10 := null; new.b1 := null; new.b2 := null; new.b3 := null; new.b4 
    := null; new.b5 := null; new.u1 := null; new.u2 := null; new.u3 := null; new.u4 := null; new.u5 := null; 
    new.r1 := null; new.r2 := null; new.r3 := null; new.r4 := null; new.r5 := null; 
    return new;
  end if;
  new.n1 := crm.slot_number(new.values -> (m ->> 'n1'));
  new.n2 := crm.slot_number(new.values -> (m ->> 'n2'));
  new.n3 := crm.slot_number(new.values -> (m ->> 'n3'));
  new.n4 := crm.slot_number(new.values -> (m ->> 'n4'));
  new.n5 := crm.slot_number(new.values -> (m ->> 'n5'));
  new.n6 := crm.slot_number(new.values -> (m ->> 'n6'));
  new.n7 := crm.slot_number(new.values -> (m ->> 'n7'));
  new.n8 := crm.slot_number(new.values -> (m ->> 'n8'));
  new.n9 := crm.slot_number(new.values -> (m ->> 'n9'));
  new.n10 := crm.slot_number(new.values -> (m ->> 'n10'));
  new.t1 := crm.slot_text(new.values -> (m ->> 't1'));
  new.t2 := crm.slot_text(new.values -> (m ->> 't2'));
  new.t3 := crm.slot_text(new.values -> (m ->> 't3'));
  new.t4 := crm.slot_text(new.values -> (m ->> 't4'));
  new.t5 := crm.slot_text(new.values -> (m ->> 't5'));
  new.t6 := crm.slot_text(new.values -> (m ->> 't6'));
  new.t7 := crm.slot_text(new.values -> (m ->> 't7'));
  new.t8 := crm.slot_text(new.values -> (m ->> 't8'));
  new.t9 := crm.slot_text(new.values -> (m ->> 't9'));
  new.t10 := crm.slot_text(new.values -> (m ->> 't10'));
  new.d1 := crm.slot_time(new.values -> (m ->> 'd1'));
  new.d2 := crm.slot_time(new.values -> (m ->> 'd2'));
  new.d3 := crm.slot_time(new.values -> (m ->> 'd3'));
  new.d4 := crm.slot_time(new.values -> (m ->> 'd4'));
  new.d5 := crm.slot_time(new.values -> (m ->> 'd5'));
  new.d6 := crm.slot_time(new.values -> (m ->> 'd6'));
  new.d7 := crm.slot_time(new.values -> (m ->> 'd7'));
  new.d8 := crm.slot_time(new.values -> (m ->> 'd8'));
  new.d9 := crm.slot_time(new.values -> (m ->> 'd9'));
  new.d10 := crm.slot_time(new.values -> (m ->> 'd10'));
  new.b1 := crm.slot_boolean(new.values -> (m ->> 'b1'));
  new.b2 := crm.slot_boolean(new.values -> (m ->> 'b2'));
  new.b3 := crm.slot_boolean(new.values -> (m ->> 'b3'));
  new.b4 := crm.slot_boolean(new.values -> (m ->> 'b4'));
  new.b5 := crm.slot_boolean(new.values -> (m ->> 'b5'));
  new.u1 := crm.slot_unique(new.values -> (m ->> 'u1'));
  new.u2 := crm.slot_unique(new.values -> (m ->> 'u2'));
  new.u3 := crm.slot_unique(new.values -> (m ->> 'u3'));
  new.u4 := crm.slot_unique(new.values -> (m ->> 'u4'));
  new.u5 := crm.slot_unique(new.values -> (m ->> 'u5'));
  new.r1 := crm.slot_user(new.values -> (m ->> 'r1'));
  new.r2 := crm.slot_user(new.values -> (m ->> 'r2'));
  new.r3 := crm.slot_user(new.values -> (m ->> 'r3'));
  new.r4 := crm.slot_user(new.values -> (m ->> 'r4'));
  new.r5 := crm.slot_user(new.values -> (m ->> 'r5'));
  new.slot_error := num_nonnulls(
      new.n1, new.n2, new.n3, new.n4, new.n5, new.n6, new.n7, new.n8, new.n9, new.n10, new.t1, new.t2, new.t3, 
      new.t4, new.t5, new.t6, new.t7, new.t8, new.t9, new.t10, new.d1, new.d2, new.d3, new.d4, new.d5, new.d6, 
      new.d7, new.d8, new.d9, new.d10, new.b1, new.b2, new.b3, new.b4, new.b5, new.u1, new.u2, new.u3, new.u4, 
      new.u5, new.r1, new.r2, new.r3, new.r4, new.r5)
    < (select count(*) from jsonb_each_text(m) e where new.values -> e.value <> 'null'::jsonb);
  if building is not null and new.deleted_at is null then
    if 'u1' = any (building) then new.u1 := crm.claim_unique(new.tenant_id, new.entity_type, new.id, 'u1', new.u1); end if;
    if 'u2' = any (building) then new.u2 := crm.claim_unique(new.tenant_id, new.entity_type, new.id, 'u2', new.u2); end if;
    if 'u3' = any (building) then new.u3 := crm.claim_unique(new.tenant_id, new.entity_type, new.id, 'u3', new.u3); end if;
    if 'u4' = any (building) then new.u4 := crm.claim_unique(new.tenant_id, new.entity_type, new.id, 'u4', new.u4); end if;
    if 'u5' = any (building) then new.u5 := crm.claim_unique(new.tenant_id, new.entity_type, new.id, 'u5', new.u5); end if;
  end if;
  return new;
end $$;

revoke all on function crm.note_watched, crm.claim_unique from public;
