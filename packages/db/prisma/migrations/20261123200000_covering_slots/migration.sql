/*
 * Slot indexes that answer by themselves: owner and team stand in them for the owner rule of row-level security, and what
 * is in the bin is left out. A filter is counted without its rows, and two filters at once are a merge of two indexes
 * (PostgreSQL combines no two bitmaps of indexes that begin with the same columns): 51 of 100 that match both of two
 * fields, one in a hundred of a million each, took 5,800 rows of the table and take 51.
 * Most records have no team: they need no entry under it.
 */
do $$
declare s text;
begin
  foreach s in array string_to_array('n1,n2,n3,n4,n5,n6,n7,n8,n9,n10,t1,t2,t3,t4,t5,t6,t7,t8,t9,t10,'
      'd1,d2,d3,d4,d5,d6,d7,d8,d9,d10,b1,b2,b3,b4,b5,r1,r2,r3,r4,r5', ',') loop
    execute format('drop index crm.records_%s', s);
    execute format('create index records_%1$s on crm.records (tenant_id, entity_type, %1$s, created_at, id)'
      ' include (owner_id, team_id) where %1$s is not null and deleted_at is null', s);
  end loop;
end $$;
drop index crm.records_team;
create index records_team on crm.records (tenant_id, entity_type, team_id, created_at, id)
  where deleted_at is null and team_id is not null;

/*
 * An update that leaves the values as they are leaves the slots as they are: a new owner, a deletion and a backfill's touch
 * no longer take 45 values out of their document. Slots that are being filled or emptied are looked at all the same.
 * Nobody but the trigger writes slots: the roles of server and worker have no right to, and what an owner writes is overwritten as before.
 */
alter table vault.slot_maps add column open_kinds text[];

create or replace function crm.refresh_slot_map() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
declare
  tenant uuid := case when tg_op = 'DELETE' then old.tenant_id else new.tenant_id end;
  kind text := case when tg_op = 'DELETE' then old.entity_type else new.entity_type end;
begin
  insert into vault.slot_maps (tenant_id, entity_type, map, unique_building, watched, open_kinds)
  select tenant, kind,
    coalesce((select jsonb_object_agg(slot, field_key) from crm.slot_assignments
      where tenant_id = tenant and entity_type = kind and state in ('building', 'ready')), '{}'),
    (select array_agg(slot order by slot) from crm.slot_assignments
      where tenant_id = tenant and entity_type = kind and state = 'building' and slot ~ '^u'),
    (select jsonb_object_agg(conversion_id, jsonb_build_array(watched_source, watched_target)) from crm.field_conversions
      where tenant_id = tenant and entity_type = kind and watched_source is not null),
    (select array_agg(distinct left(slot, 1)) from crm.slot_assignments
      where tenant_id = tenant and entity_type = kind and state in ('building', 'releasing', 'failed'))
  on conflict (tenant_id, entity_type) do update
    set map = excluded.map, unique_building = excluded.unique_building, watched = excluded.watched,
      open_kinds = excluded.open_kinds, map_version = slot_maps.map_version + 1;
  return null;
end $$;
update vault.slot_maps m set open_kinds = (
  select array_agg(distinct left(a.slot, 1)) from crm.slot_assignments a
  where a.tenant_id = m.tenant_id and a.entity_type = m.entity_type and a.state in ('building', 'releasing', 'failed'));

revoke update on crm.records from catalyst_app, catalyst_worker;
grant update (owner_id, team_id, updated_at, updated_by, deleted_at, version, display_name, values, slot_error)
  on crm.records to catalyst_app, catalyst_worker;

create or replace function crm.fill_slots() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  m jsonb;
  numbers boolean;
  texts boolean;
  times boolean;
  booleans boolean;
  uniques boolean;
  users boolean;
  building text[];
  watched jsonb;
  needed bigint;
  given jsonb;
  v jsonb;
  misfit boolean := false;
  -- Kinds of slots that are filled or emptied just now: their columns may differ from the values.
  open text[];
  kept boolean;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'records are written at read committed only' using errcode = '25001';
  end if;
  perform pg_advisory_xact_lock_shared(app.slot_lock_key(new.tenant_id, new.entity_type));
  select s.map, s.numbers, s.texts, s.times, s.booleans, s.uniques, s.users, s.unique_building, s.watched, s.needs_metadata_version, s.open_kinds
    into m, numbers, texts, times, booleans, uniques, users, building, watched, needed, open
  from vault.slot_maps s where s.tenant_id = new.tenant_id and s.entity_type = new.entity_type;
  if needed > coalesce(nullif(current_setting('records.metadata_version', true), '')::bigint, needed) then
    raise exception 'the fields of this entity type have changed since the transaction began' using errcode = '40001';
  end if;
  if watched is not null then
    perform crm.note_watched(watched, new.tenant_id, new.entity_type, new.id, case when tg_op = 'UPDATE' then old.values end, new.values);
  end if;
  kept := tg_op = 'UPDATE' and not old.slot_error and old.values = new.values
    and row(
      old.n1, old.n2, old.n3, old.n4, old.n5, old.n6, old.n7, old.n8, old.n9, old.n10, old.t1, old.t2, old.t3,
      old.t4, old.t5, old.t6, old.t7, old.t8, old.t9, old.t10, old.d1, old.d2, old.d3, old.d4, old.d5, old.d6,
      old.d7, old.d8, old.d9, old.d10, old.b1, old.b2, old.b3, old.b4, old.b5, old.u1, old.u2, old.u3, old.u4,
      old.u5, old.r1, old.r2, old.r3, old.r4, old.r5)
    is not distinct from row(
      new.n1, new.n2, new.n3, new.n4, new.n5, new.n6, new.n7, new.n8, new.n9, new.n10, new.t1, new.t2, new.t3,
      new.t4, new.t5, new.t6, new.t7, new.t8, new.t9, new.t10, new.d1, new.d2, new.d3, new.d4, new.d5, new.d6,
      new.d7, new.d8, new.d9, new.d10, new.b1, new.b2, new.b3, new.b4, new.b5, new.u1, new.u2, new.u3, new.u4,
      new.u5, new.r1, new.r2, new.r3, new.r4, new.r5);
  if kept and open is null then return new; end if;
  -- Concatenated, they are no longer compressed: each look at a compressed document would unpack the whole.
  given := new.values || '{}';
  if kept and 'n' <> all (open) then
    null;
  elsif numbers then
    v := given -> (m ->> 'n1');
    if v is null then new.n1 := null; else new.n1 := crm.cast_number(v); misfit := misfit or new.n1 is null and v <> 'null'; end if;
    v := given -> (m ->> 'n2');
    if v is null then new.n2 := null; else new.n2 := crm.cast_number(v); misfit := misfit or new.n2 is null and v <> 'null'; end if;
    v := given -> (m ->> 'n3');
    if v is null then new.n3 := null; else new.n3 := crm.cast_number(v); misfit := misfit or new.n3 is null and v <> 'null'; end if;
    v := given -> (m ->> 'n4');
    if v is null then new.n4 := null; else new.n4 := crm.cast_number(v); misfit := misfit or new.n4 is null and v <> 'null'; end if;
    v := given -> (m ->> 'n5');
    if v is null then new.n5 := null; else new.n5 := crm.cast_number(v); misfit := misfit or new.n5 is null and v <> 'null'; end if;
    v := given -> (m ->> 'n6');
    if v is null then new.n6 := null; else new.n6 := crm.cast_number(v); misfit := misfit or new.n6 is null and v <> 'null'; end if;
    v := given -> (m ->> 'n7');
    if v is null then new.n7 := null; else new.n7 := crm.cast_number(v); misfit := misfit or new.n7 is null and v <> 'null'; end if;
    v := given -> (m ->> 'n8');
    if v is null then new.n8 := null; else new.n8 := crm.cast_number(v); misfit := misfit or new.n8 is null and v <> 'null'; end if;
    v := given -> (m ->> 'n9');
    if v is null then new.n9 := null; else new.n9 := crm.cast_number(v); misfit := misfit or new.n9 is null and v <> 'null'; end if;
    v := given -> (m ->> 'n10');
    if v is null then new.n10 := null; else new.n10 := crm.cast_number(v); misfit := misfit or new.n10 is null and v <> 'null'; end if;
  else
    new.n1 := null; new.n2 := null; new.n3 := null; new.n4 := null; new.n5 := null; new.n6 := null; new.n7 :=
    null; new.n8 := null; new.n9 := null; new.n10 := null;
  end if;
  if kept and 't' <> all (open) then
    null;
  elsif texts then
    v := given -> (m ->> 't1');
    if v is null then new.t1 := null; else new.t1 := crm.cast_text(v); misfit := misfit or new.t1 is null and v <> 'null'; end if;
    v := given -> (m ->> 't2');
    if v is null then new.t2 := null; else new.t2 := crm.cast_text(v); misfit := misfit or new.t2 is null and v <> 'null'; end if;
    v := given -> (m ->> 't3');
    if v is null then new.t3 := null; else new.t3 := crm.cast_text(v); misfit := misfit or new.t3 is null and v <> 'null'; end if;
    v := given -> (m ->> 't4');
    if v is null then new.t4 := null; else new.t4 := crm.cast_text(v); misfit := misfit or new.t4 is null and v <> 'null'; end if;
    v := given -> (m ->> 't5');
    if v is null then new.t5 := null; else new.t5 := crm.cast_text(v); misfit := misfit or new.t5 is null and v <> 'null'; end if;
    v := given -> (m ->> 't6');
    if v is null then new.t6 := null; else new.t6 := crm.cast_text(v); misfit := misfit or new.t6 is null and v <> 'null'; end if;
    v := given -> (m ->> 't7');
    if v is null then new.t7 := null; else new.t7 := crm.cast_text(v); misfit := misfit or new.t7 is null and v <> 'null'; end if;
    v := given -> (m ->> 't8');
    if v is null then new.t8 := null; else new.t8 := crm.cast_text(v); misfit := misfit or new.t8 is null and v <> 'null'; end if;
    v := given -> (m ->> 't9');
    if v is null then new.t9 := null; else new.t9 := crm.cast_text(v); misfit := misfit or new.t9 is null and v <> 'null'; end if;
    v := given -> (m ->> 't10');
    if v is null then new.t10 := null; else new.t10 := crm.cast_text(v); misfit := misfit or new.t10 is null and v <> 'null'; end if;
  else
    new.t1 := null; new.t2 := null; new.t3 := null; new.t4 := null; new.t5 := null; new.t6 := null; new.t7 :=
    null; new.t8 := null; new.t9 := null; new.t10 := null;
  end if;
  if kept and 'd' <> all (open) then
    null;
  elsif times then
    v := given -> (m ->> 'd1');
    if v is null then new.d1 := null; else new.d1 := crm.cast_time(v); misfit := misfit or new.d1 is null and v <> 'null'; end if;
    v := given -> (m ->> 'd2');
    if v is null then new.d2 := null; else new.d2 := crm.cast_time(v); misfit := misfit or new.d2 is null and v <> 'null'; end if;
    v := given -> (m ->> 'd3');
    if v is null then new.d3 := null; else new.d3 := crm.cast_time(v); misfit := misfit or new.d3 is null and v <> 'null'; end if;
    v := given -> (m ->> 'd4');
    if v is null then new.d4 := null; else new.d4 := crm.cast_time(v); misfit := misfit or new.d4 is null and v <> 'null'; end if;
    v := given -> (m ->> 'd5');
    if v is null then new.d5 := null; else new.d5 := crm.cast_time(v); misfit := misfit or new.d5 is null and v <> 'null'; end if;
    v := given -> (m ->> 'd6');
    if v is null then new.d6 := null; else new.d6 := crm.cast_time(v); misfit := misfit or new.d6 is null and v <> 'null'; end if;
    v := given -> (m ->> 'd7');
    if v is null then new.d7 := null; else new.d7 := crm.cast_time(v); misfit := misfit or new.d7 is null and v <> 'null'; end if;
    v := given -> (m ->> 'd8');
    if v is null then new.d8 := null; else new.d8 := crm.cast_time(v); misfit := misfit or new.d8 is null and v <> 'null'; end if;
    v := given -> (m ->> 'd9');
    if v is null then new.d9 := null; else new.d9 := crm.cast_time(v); misfit := misfit or new.d9 is null and v <> 'null'; end if;
    v := given -> (m ->> 'd10');
    if v is null then new.d10 := null; else new.d10 := crm.cast_time(v); misfit := misfit or new.d10 is null and v <> 'null'; end if;
  else
    new.d1 := null; new.d2 := null; new.d3 := null; new.d4 := null; new.d5 := null; new.d6 := null; new.d7 :=
    null; new.d8 := null; new.d9 := null; new.d10 := null;
  end if;
  if kept and 'b' <> all (open) then
    null;
  elsif booleans then
    v := given -> (m ->> 'b1');
    if v is null then new.b1 := null; else new.b1 := crm.cast_boolean(v); misfit := misfit or new.b1 is null and v <> 'null'; end if;
    v := given -> (m ->> 'b2');
    if v is null then new.b2 := null; else new.b2 := crm.cast_boolean(v); misfit := misfit or new.b2 is null and v <> 'null'; end if;
    v := given -> (m ->> 'b3');
    if v is null then new.b3 := null; else new.b3 := crm.cast_boolean(v); misfit := misfit or new.b3 is null and v <> 'null'; end if;
    v := given -> (m ->> 'b4');
    if v is null then new.b4 := null; else new.b4 := crm.cast_boolean(v); misfit := misfit or new.b4 is null and v <> 'null'; end if;
    v := given -> (m ->> 'b5');
    if v is null then new.b5 := null; else new.b5 := crm.cast_boolean(v); misfit := misfit or new.b5 is null and v <> 'null'; end if;
  else
    new.b1 := null; new.b2 := null; new.b3 := null; new.b4 := null; new.b5 := null;
  end if;
  if kept and 'u' <> all (open) then
    null;
  elsif uniques then
    v := given -> (m ->> 'u1');
    if v is null then new.u1 := null; else new.u1 := crm.cast_unique(v); misfit := misfit or new.u1 is null and v <> 'null'; end if;
    v := given -> (m ->> 'u2');
    if v is null then new.u2 := null; else new.u2 := crm.cast_unique(v); misfit := misfit or new.u2 is null and v <> 'null'; end if;
    v := given -> (m ->> 'u3');
    if v is null then new.u3 := null; else new.u3 := crm.cast_unique(v); misfit := misfit or new.u3 is null and v <> 'null'; end if;
    v := given -> (m ->> 'u4');
    if v is null then new.u4 := null; else new.u4 := crm.cast_unique(v); misfit := misfit or new.u4 is null and v <> 'null'; end if;
    v := given -> (m ->> 'u5');
    if v is null then new.u5 := null; else new.u5 := crm.cast_unique(v); misfit := misfit or new.u5 is null and v <> 'null'; end if;
  else
    new.u1 := null; new.u2 := null; new.u3 := null; new.u4 := null; new.u5 := null;
  end if;
  if kept and 'r' <> all (open) then
    null;
  elsif users then
    v := given -> (m ->> 'r1');
    if v is null then new.r1 := null; else new.r1 := crm.cast_user(v); misfit := misfit or new.r1 is null and v <> 'null'; end if;
    v := given -> (m ->> 'r2');
    if v is null then new.r2 := null; else new.r2 := crm.cast_user(v); misfit := misfit or new.r2 is null and v <> 'null'; end if;
    v := given -> (m ->> 'r3');
    if v is null then new.r3 := null; else new.r3 := crm.cast_user(v); misfit := misfit or new.r3 is null and v <> 'null'; end if;
    v := given -> (m ->> 'r4');
    if v is null then new.r4 := null; else new.r4 := crm.cast_user(v); misfit := misfit or new.r4 is null and v <> 'null'; end if;
    v := given -> (m ->> 'r5');
    if v is null then new.r5 := null; else new.r5 := crm.cast_user(v); misfit := misfit or new.r5 is null and v <> 'null'; end if;
  else
    new.r1 := null; new.r2 := null; new.r3 := null; new.r4 := null; new.r5 := null;
  end if;
  new.slot_error := misfit;
  if building is not null and new.deleted_at is null then
    if 'u1' = any (building) then new.u1 := crm.claim_unique(new.tenant_id, new.entity_type, new.id, 'u1', new.u1); end if;
    if 'u2' = any (building) then new.u2 := crm.claim_unique(new.tenant_id, new.entity_type, new.id, 'u2', new.u2); end if;
    if 'u3' = any (building) then new.u3 := crm.claim_unique(new.tenant_id, new.entity_type, new.id, 'u3', new.u3); end if;
    if 'u4' = any (building) then new.u4 := crm.claim_unique(new.tenant_id, new.entity_type, new.id, 'u4', new.u4); end if;
    if 'u5' = any (building) then new.u5 := crm.claim_unique(new.tenant_id, new.entity_type, new.id, 'u5', new.u5); end if;
  end if;
  return new;
end $$;
