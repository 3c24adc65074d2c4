-- Time zones: a person's own for what they filter and see, the tenant's for what workflows decide. Names of the IANA database.
alter table crm.tenants
  add column time_zone text not null default 'UTC' check (length(time_zone) between 1 and 64),
  -- ISO number of a week's first day: 1 Monday, 7 Sunday.
  add column week_starts_on int not null default 1 check (week_starts_on between 1 and 7);
alter table crm.principals
  add column time_zone text check (length(time_zone) between 1 and 64),
  add column week_starts_on int check (week_starts_on between 1 and 7);
grant update (time_zone, week_starts_on) on crm.tenants to catalyst_app;
grant update (time_zone, week_starts_on) on crm.principals to catalyst_app;
-- Nobody sets another person's clock.
create policy own_profile on crm.principals as restrictive for update to catalyst_app
  using (principal_id = (select app.principal_id()));

create function crm.raise_own_metadata_version() returns trigger language plpgsql set search_path = pg_catalog
as $$
begin
  new.metadata_version := old.metadata_version + 1;
  return new;
end $$;
create trigger metadata_changed before update of time_zone, week_starts_on on crm.tenants for each row
  when (old.time_zone <> new.time_zone or old.week_starts_on <> new.week_starts_on)
  execute function crm.raise_own_metadata_version();

-- Saved views of lists: private ones are their owner's alone.
create table crm.views (
  tenant_id uuid not null,
  view_id uuid not null,
  entity_type text not null,
  name text not null check (length(name) between 1 and 80),
  filter jsonb check (jsonb_typeof(filter) = 'object'),
  sort jsonb check (jsonb_typeof(sort) = 'object'),
  -- Field keys in the order of the list's columns; null: the usual ones.
  columns text[],
  shared boolean not null default false,
  -- What a list opens with: a shared one for all, a private one for its owner, which goes first.
  is_default boolean not null default false,
  owner_id uuid not null,
  -- What the view needs, as `companies.tier`: for "used by".
  uses text[] not null default '{}',
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, view_id),
  foreign key (tenant_id, entity_type) references crm.entity_types (tenant_id, key),
  foreign key (tenant_id, owner_id) references crm.principals (tenant_id, principal_id)
);
create index views_list on crm.views (tenant_id, entity_type, owner_id);
create unique index views_shared_default on crm.views (tenant_id, entity_type) where shared and is_default;
create unique index views_own_default on crm.views (tenant_id, entity_type, owner_id) where not shared and is_default;

-- Exports: what was asked, how far it is, and the file in chunks, so that an export survives a restart.
create table crm.exports (
  tenant_id uuid not null references crm.tenants,
  export_id uuid not null,
  entity_type text not null,
  file_name text not null check (length(file_name) between 1 and 200),
  -- Filter, search, sort, and the clock that relative dates are counted from: the same for all of the file.
  selection jsonb not null check (jsonb_typeof(selection) = 'object'),
  columns text[] not null,
  status text not null default 'running' check (status in ('running', 'completed', 'cancelled', 'failed')),
  total_rows int,
  done_rows int not null default 0,
  size_bytes bigint not null default 0,
  chunks int not null default 0,
  -- Where the next page begins.
  cursor text,
  cancel_requested boolean not null default false,
  error text,
  principal_id uuid not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (tenant_id, export_id),
  foreign key (tenant_id, entity_type) references crm.entity_types (tenant_id, key),
  foreign key (tenant_id, principal_id) references crm.principals (tenant_id, principal_id)
);
create index exports_own on crm.exports (tenant_id, principal_id, created_at);
create table crm.export_chunks (
  tenant_id uuid not null,
  export_id uuid not null,
  ordinal int not null,
  content text not null,
  primary key (tenant_id, export_id, ordinal),
  foreign key (tenant_id, export_id) references crm.exports
);

do $$
declare t text;
begin
  foreach t in array array['views', 'exports', 'export_chunks'] loop
    call vault.protect(('crm.' || t)::regclass);
  end loop;
end $$;
create policy private_views on crm.views as restrictive for all to catalyst_app, catalyst_worker
  using (shared or owner_id = (select app.principal_id()));
-- A file holds what its owner may see, so nobody else reads it.
create policy own_exports on crm.exports as restrictive for all to catalyst_app, catalyst_worker
  using (principal_id = (select app.principal_id()));
create policy own_exports on crm.export_chunks as restrictive for all to catalyst_app, catalyst_worker using (exists (
  select from crm.exports e where e.tenant_id = export_chunks.tenant_id and e.export_id = export_chunks.export_id));
grant select, insert, update, delete on crm.views to catalyst_app;
grant select on crm.views to catalyst_worker;
grant select, insert, update, delete on crm.exports, crm.export_chunks to catalyst_app, catalyst_worker;

/*
 * The views that need a field, for who would change the field: those of others too, without their names where they are
 * private. `field` is a key as `uses` holds it.
 */
create function app.views_using(field text) returns table (view_id uuid, name text, shared boolean)
  language sql stable security definer set search_path = pg_catalog
as $$
  select v.view_id, case when v.shared or v.owner_id = app.principal_id() then v.name end, v.shared
  from crm.views v where v.tenant_id = app.tenant_id() and v.uses @> array[views_using.field] order by v.name, v.view_id
$$;
revoke all on function app.views_using, crm.raise_own_metadata_version from public;
grant execute on function app.views_using to catalyst_app, catalyst_worker;
