/*
 * One row for each record of each entity type: header, custom values and typed index slots in one, so that owner
 * rules, soft delete, unique fields and sorting need no second table. Custom entity types share the DEFAULT partition.
 */
create table crm.records (
  tenant_id uuid not null,
  entity_type text not null,
  id uuid not null,
  owner_id uuid,
  team_id uuid,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  updated_by uuid,
  deleted_at timestamptz,
  version int not null default 1,
  -- The primary field's value, at most 300 characters: names the record wherever it is shown, sorted or picked.
  display_name text collate "und-x-icu" not null default '' check (length(display_name) <= 300),
  values jsonb not null default '{}' check (jsonb_typeof(values) = 'object'),
  -- Slots follow by trigger; nobody writes them. n float8, t text, d timestamptz, b boolean, u unique text, r user.
  n1 float8, n2 float8, n3 float8, n4 float8, n5 float8, n6 float8, n7 float8, n8 float8, n9 float8, n10 float8,
  t1 text collate "und-x-icu", t2 text collate "und-x-icu", t3 text collate "und-x-icu", t4 text collate "und-x-icu", t5 text collate "und-x-icu", t6 text collate "und-x-icu", t7 text collate "und-x-icu", t8 text collate "und-x-icu", t9 text collate "und-x-icu", t10 text collate "und-x-icu",
  d1 timestamptz, d2 timestamptz, d3 timestamptz, d4 timestamptz, d5 timestamptz, d6 timestamptz, d7 timestamptz, d8 timestamptz, d9 timestamptz, d10 timestamptz,
  b1 boolean, b2 boolean, b3 boolean, b4 boolean, b5 boolean,
  u1 text collate "C", u2 text collate "C", u3 text collate "C", u4 text collate "C", u5 text collate "C",
  r1 uuid, r2 uuid, r3 uuid, r4 uuid, r5 uuid,
  slot_error boolean not null default false,
  primary key (tenant_id, entity_type, id),
  foreign key (tenant_id, entity_type) references crm.entity_types (tenant_id, key),
  foreign key (tenant_id, owner_id) references crm.principals (tenant_id, principal_id),
  foreign key (tenant_id, team_id) references crm.teams (tenant_id, team_id)
) partition by list (entity_type);

create table crm.records_companies partition of crm.records for values in ('companies');
create table crm.records_contacts partition of crm.records for values in ('contacts');
create table crm.records_deals partition of crm.records for values in ('deals');
create table crm.records_tasks partition of crm.records for values in ('tasks');
create table crm.records_notes partition of crm.records for values in ('notes');
create table crm.records_custom partition of crm.records default;

-- Leakproof key types only: anything else is not pushed into an index under row-level security.
create index records_created on crm.records (tenant_id, entity_type, created_at, id) where deleted_at is null;
create index records_updated on crm.records (tenant_id, entity_type, updated_at, id) where deleted_at is null;
create index records_name on crm.records (tenant_id, entity_type, display_name, id) where deleted_at is null;
create index records_owner on crm.records (tenant_id, entity_type, owner_id, created_at, id) where deleted_at is null;
create index records_team on crm.records (tenant_id, entity_type, team_id, created_at, id) where deleted_at is null;
create index records_deleted on crm.records (tenant_id, entity_type, deleted_at, id) where deleted_at is not null;

do $$
declare s text;
begin
  foreach s in array string_to_array('n1,n2,n3,n4,n5,n6,n7,n8,n9,n10,t1,t2,t3,t4,t5,t6,t7,t8,t9,t10,'
      'd1,d2,d3,d4,d5,d6,d7,d8,d9,d10,b1,b2,b3,b4,b5,r1,r2,r3,r4,r5', ',') loop
    execute format('create index records_%1$s on crm.records (tenant_id, entity_type, %1$s, id) where %1$s is not null', s);
  end loop;
  -- A soft-deleted record does not reserve its value.
  foreach s in array array['u1', 'u2', 'u3', 'u4', 'u5'] loop
    execute format('create unique index records_%1$s on crm.records (tenant_id, entity_type, %1$s) '
      'where %1$s is not null and deleted_at is null', s);
  end loop;
end $$;

-- Slot casts are total: what does not fit gives null (and slot_error), never an exception that prints the value.
create function crm.slot_number(v jsonb) returns float8 language sql immutable strict parallel safe
as $$ select case when jsonb_typeof(v) = 'number' and length(v::text) <= 300 then (v::text)::float8 end $$;

-- A bounded prefix: a B-tree entry over about 2,700 bytes fails. Queries recheck long values.
create function crm.slot_text(v jsonb) returns text language sql immutable strict parallel safe
as $$ select case when jsonb_typeof(v) = 'string' then left(v #>> '{}', 500) end $$;

create function crm.slot_boolean(v jsonb) returns boolean language sql immutable strict parallel safe
as $$ select case when jsonb_typeof(v) = 'boolean' then v::boolean end $$;

create function crm.slot_user(v jsonb) returns uuid language sql immutable strict parallel safe
as $$ select case when jsonb_typeof(v) = 'string'
  and v #>> '{}' ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' then (v #>> '{}')::uuid end $$;

-- `YYYY-MM-DD`, or ISO with a time in UTC. Day and month are checked first, so that the cast can't fail.
create function crm.slot_time(v jsonb) returns timestamptz language sql stable strict parallel safe
as $$
  select case
    when jsonb_typeof(v) = 'string'
      and v #>> '{}' ~ '^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?Z)?$'
      and substr(v #>> '{}', 9, 2)::int <= case substr(v #>> '{}', 6, 2)
        when '02' then case when (substr(v #>> '{}', 1, 4)::int % 4 = 0 and substr(v #>> '{}', 1, 4)::int % 100 <> 0)
          or substr(v #>> '{}', 1, 4)::int % 400 = 0 then 29 else 28 end
        when '04' then 30 when '06' then 30 when '09' then 30 when '11' then 30 else 31 end
    then (v #>> '{}')::timestamp at time zone 'UTC'
  end
$$;

-- Unique values compare without case and outer spaces; long ones by their hash.
create function crm.slot_unique(v jsonb) returns text language sql immutable strict parallel safe
as $$
  select case when jsonb_typeof(v) in ('string', 'number') then
    case when length(v #>> '{}') <= 500 then lower(btrim(v #>> '{}') collate "und-x-icu")
    else encode(sha256(convert_to(lower(btrim(v #>> '{}') collate "und-x-icu"), 'UTF8')), 'hex') end end
$$;

/*
 * Fills the slots from the values, so that no write path can make them drift. The shared lock comes first and the map
 * is read in a later statement: a writer that waited for an assignment then sees the new map (without it 8 of 25
 * rounds lost rows). Isolation above READ COMMITTED would keep the old snapshot, so it is refused.
 */
create function crm.fill_slots() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog set timezone = 'UTC'
as $$
declare
  m jsonb;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'records are written at read committed only' using errcode = '25001';
  end if;
  perform pg_advisory_xact_lock_shared(app.slot_lock_key(new.tenant_id, new.entity_type));
  select s.map into m from vault.slot_maps s where s.tenant_id = new.tenant_id and s.entity_type = new.entity_type;
  new.slot_error := false;
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
  return new;
end $$;
create trigger fill_slots before insert or update on crm.records for each row execute function crm.fill_slots();

-- Owner rules, beside the tenant's: a boolean first, so that seeing all costs one call a query.
create procedure vault.protect_records(target regclass) language plpgsql set search_path = pg_catalog
as $$
begin
  call vault.protect(target);
  execute format($p$create policy record_rules on %s as restrictive for all using (
    (select app.sees_all())
    or owner_id = (select app.principal_id())
    or case coalesce((select app.scope_map()) ->> entity_type, (select app.scope_map()) ->> '*')
      when 'all' then true
      when 'team' then team_id = any ((select app.team_ids())::uuid[])
      else false end)$p$, target);
end $$;
revoke all on procedure vault.protect_records from public;

do $$
declare t text;
begin
  foreach t in array array['records', 'records_companies', 'records_contacts', 'records_deals', 'records_tasks',
                           'records_notes', 'records_custom'] loop
    call vault.protect_records(('crm.' || t)::regclass);
  end loop;
end $$;
grant select, insert, update on crm.records to catalyst_app, catalyst_worker;

-- The name that the reference design gives to custom values: a view, under the caller's own rights.
create view crm.custom_field_values with (security_invoker = true) as
  select tenant_id, entity_type, id as entity_id, values, version, updated_at from crm.records;
grant select on crm.custom_field_values to catalyst_app, catalyst_worker;

revoke all on function crm.slot_number, crm.slot_text, crm.slot_boolean, crm.slot_user, crm.slot_time, crm.slot_unique,
  crm.fill_slots, crm.check_field_limit, crm.raise_metadata_version, crm.refresh_slot_map from public;
grant execute on function crm.slot_number, crm.slot_text, crm.slot_boolean, crm.slot_user, crm.slot_time, crm.slot_unique
  to catalyst_app, catalyst_worker;
