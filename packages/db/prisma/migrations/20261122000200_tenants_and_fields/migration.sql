-- Tenants, their people, entity types and field definitions.
create table crm.tenants (
  tenant_id uuid primary key,
  name text not null,
  slug text not null,
  status text not null default 'active' check (status in ('active', 'suspended', 'deleting')),
  -- Raised by every change of metadata; compiled filters, triggers and forms of another version are made anew.
  metadata_version bigint not null default 1,
  created_at timestamptz not null default now()
);
call vault.protect('crm.tenants');
grant select on crm.tenants to catalyst_app, catalyst_worker;

create table crm.principals (
  tenant_id uuid not null references crm.tenants,
  principal_id uuid not null,
  name text not null,
  email text not null,
  role text not null check (role in ('admin', 'manager', 'sales', 'read_only')),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (tenant_id, principal_id)
);
create table crm.teams (
  tenant_id uuid not null references crm.tenants,
  team_id uuid not null,
  name text not null,
  primary key (tenant_id, team_id)
);
create table crm.team_members (
  tenant_id uuid not null,
  team_id uuid not null,
  principal_id uuid not null,
  primary key (tenant_id, team_id, principal_id),
  foreign key (tenant_id, team_id) references crm.teams,
  foreign key (tenant_id, principal_id) references crm.principals
);
create index team_members_principal on crm.team_members (tenant_id, principal_id);
create table crm.pipelines (
  tenant_id uuid not null references crm.tenants,
  pipeline_id uuid not null,
  name text not null,
  position int not null,
  primary key (tenant_id, pipeline_id)
);
create table crm.pipeline_stages (
  tenant_id uuid not null,
  pipeline_id uuid not null,
  stage_id uuid not null,
  name text not null,
  position int not null,
  probability int not null check (probability between 0 and 100),
  kind text not null check (kind in ('open', 'won', 'lost')),
  primary key (tenant_id, stage_id),
  unique (tenant_id, pipeline_id, stage_id),
  foreign key (tenant_id, pipeline_id) references crm.pipelines
);
create table crm.entity_types (
  tenant_id uuid not null references crm.tenants,
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,62}$'),
  kind text not null check (kind in ('standard', 'custom')),
  label text not null,
  label_plural text not null,
  icon text not null default 'cube',
  primary_field text not null,
  position int not null default 100,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenant_id, key),
  check ((kind = 'custom') = (key like 'c\_%'))
);
create table crm.custom_field_definitions (
  tenant_id uuid not null,
  field_id uuid not null,
  entity_type text not null,
  key text not null check (key ~ '^[a-zA-Z][a-zA-Z0-9_]{0,62}$'),
  label text not null,
  type text not null,
  help text not null default '',
  required boolean not null default false,
  is_unique boolean not null default false,
  default_value jsonb not null default 'null',
  config jsonb not null default '{}',
  section text not null default 'Details',
  position double precision not null default 0,
  -- Comes with the product: can't be changed or archived.
  is_system boolean not null default false,
  archived_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, field_id),
  unique (tenant_id, entity_type, key),
  foreign key (tenant_id, entity_type) references crm.entity_types (tenant_id, key)
);

/*
 * Which field fills which slot: the places are the quota, per tenant, entity type and kind. A row that is
 * `quarantined` keeps its place until no query compiled with the old map can still run.
 */
create table crm.slot_assignments (
  tenant_id uuid not null,
  entity_type text not null,
  slot text not null check (slot ~ '^([ntd]([1-9]|10)|[bur][1-5])$'),
  field_id uuid not null,
  field_key text not null,
  state text not null check (state in ('building', 'ready', 'releasing', 'quarantined')),
  backfill_after uuid,
  done_rows bigint not null default 0,
  total_rows bigint not null default 0,
  cancel_requested boolean not null default false,
  quarantined_until timestamptz,
  error text,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, entity_type, slot),
  foreign key (tenant_id, field_id) references crm.custom_field_definitions
);
-- A unique field may hold a unique slot beside its search slot, but never two of a kind.
create unique index slot_assignments_field on crm.slot_assignments (tenant_id, field_id, (left(slot, 1) = 'u'))
  where state in ('building', 'ready');

-- The trigger's own copy, one row for each entity type: {"n1": "field_key"}. Owner only, so read without a policy.
create table vault.slot_maps (
  tenant_id uuid not null,
  entity_type text not null,
  map jsonb not null default '{}',
  map_version bigint not null default 1,
  primary key (tenant_id, entity_type)
);

do $$
declare t text;
begin
  foreach t in array array['principals', 'teams', 'team_members', 'pipelines', 'pipeline_stages', 'entity_types',
                           'custom_field_definitions', 'slot_assignments'] loop
    call vault.protect(('crm.' || t)::regclass);
    execute format('grant select on crm.%I to catalyst_app, catalyst_worker', t);
  end loop;
end $$;
grant insert, update on crm.entity_types, crm.custom_field_definitions, crm.pipelines, crm.pipeline_stages to catalyst_app;
grant insert, update, delete on crm.slot_assignments to catalyst_app, catalyst_worker;

/* 500 fields for each entity type, whatever asks for more. The advisory lock makes parallel requests count each other. */
create function crm.check_field_limit() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('fields' || new.tenant_id || new.entity_type, 0));
  if (select count(*) from crm.custom_field_definitions
      where tenant_id = new.tenant_id and entity_type = new.entity_type and archived_at is null) >= 500 then
    raise exception 'field limit reached' using errcode = '54011', constraint = 'custom_field_limit';
  end if;
  return new;
end $$;
create trigger custom_field_limit before insert on crm.custom_field_definitions
  for each row when (not new.is_system) execute function crm.check_field_limit();

create function crm.raise_metadata_version() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
begin
  update crm.tenants set metadata_version = metadata_version + 1
  where tenant_id = case when tg_op = 'DELETE' then old.tenant_id else new.tenant_id end;
  return null;
end $$;
create trigger metadata_changed after insert or update or delete on crm.principals for each row execute function crm.raise_metadata_version();
create trigger metadata_changed after insert or update or delete on crm.teams for each row execute function crm.raise_metadata_version();
create trigger metadata_changed after insert or update or delete on crm.pipeline_stages for each row execute function crm.raise_metadata_version();
create trigger metadata_changed after insert or update or delete on crm.entity_types for each row execute function crm.raise_metadata_version();
create trigger metadata_changed after insert or update or delete on crm.custom_field_definitions for each row execute function crm.raise_metadata_version();
-- Progress of a backfill is no change of metadata.
create trigger metadata_changed after insert or delete or update of state, field_id, slot on crm.slot_assignments
  for each row execute function crm.raise_metadata_version();

/* Keeps the trigger's map equal to the assignments. `releasing` is left out: its backfill then writes null. */
create function crm.refresh_slot_map() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
declare
  tenant uuid := case when tg_op = 'DELETE' then old.tenant_id else new.tenant_id end;
  kind text := case when tg_op = 'DELETE' then old.entity_type else new.entity_type end;
begin
  insert into vault.slot_maps (tenant_id, entity_type, map)
  values (tenant, kind, coalesce((select jsonb_object_agg(slot, field_key) from crm.slot_assignments
    where tenant_id = tenant and entity_type = kind and state in ('building', 'ready')), '{}'))
  on conflict (tenant_id, entity_type) do update set map = excluded.map, map_version = slot_maps.map_version + 1;
  return null;
end $$;
create trigger slot_map_changed after insert or delete or update of state, field_key on crm.slot_assignments
  for each row execute function crm.refresh_slot_map();

/* The key of the assignment protocol's advisory lock: writers share it, assigning takes it alone. */
create function app.slot_lock_key(tenant uuid, entity_type text) returns bigint language sql immutable parallel safe
as $$ select hashtextextended('slots' || tenant::text || entity_type, 0) $$;
revoke all on function app.slot_lock_key from public;
grant execute on function app.slot_lock_key to catalyst_app, catalyst_worker;

/*
 * First statement of every tenant transaction: sets the sealed context and, locally, every setting that injected SQL
 * could have left on the pooled connection. Returns the tenant's metadata version.
 */
create function app.enter(ctx text, timeout_ms int) returns bigint language plpgsql volatile
as $$
declare
  found_version bigint;
begin
  perform pg_catalog.set_config('app.ctx', ctx, true),
    pg_catalog.set_config('search_path', 'pg_catalog', true),
    pg_catalog.set_config('TimeZone', 'UTC', true),
    pg_catalog.set_config('DateStyle', 'ISO, YMD', true),
    pg_catalog.set_config('extra_float_digits', '1', true),
    pg_catalog.set_config('statement_timeout', timeout_ms::text, true),
    pg_catalog.set_config('row_security', 'on', true);
  if pg_catalog.current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'tenant transactions run at read committed only' using errcode = '25001';
  end if;
  select metadata_version into found_version from crm.tenants where tenant_id = app.tenant_id() and status = 'active';
  if found_version is null then
    raise exception 'tenant is not active' using errcode = '42501';
  end if;
  return found_version;
end $$;
revoke all on function app.enter from public;
grant execute on function app.enter to catalyst_app, catalyst_worker;
