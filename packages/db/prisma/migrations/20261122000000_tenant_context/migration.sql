-- Schemas and the sealed tenant context. Runs as catalyst_owner, which owns everything and is used for nothing else.
create schema vault;     -- owner only: keys and maps that no other role may read
create schema app;       -- functions that policies and the application call
create schema crm;       -- tenant data: forced row-level security on every table
create schema identity;  -- users, sessions, memberships (better-auth), role catalyst_auth only
create schema engine;    -- the queue: ids, numbers, flags and times only

grant usage on schema app, crm, engine to catalyst_app, catalyst_worker;
grant usage on schema identity to catalyst_auth;

-- HMAC-SHA256 with stored pads, so that the built-in sha256 is enough. Two keys may be valid at once.
create table vault.context_keys (
  kid int primary key,
  ipad bytea not null check (length(ipad) = 64),
  opad bytea not null check (length(opad) = 64),
  not_after timestamptz not null
);

-- Key 0 never leaves the database: the owner's own triggers and maintenance open a tenant's context with it.
insert into vault.context_keys (kid, ipad, opad, not_after)
select 0, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) || sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())),
  sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) || sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())),
  'infinity';

create function vault.seal(payload text, key_id int) returns text
  language sql stable set search_path = pg_catalog
as $$
  select payload || '.' || encode(sha256(k.opad || sha256(k.ipad || convert_to(payload, 'UTF8'))), 'hex')
  from vault.context_keys k where k.kid = key_id
$$;
revoke all on function vault.seal from public;

/*
 * The verified context: {v1, kid, expires, tenant, principal, scope, teams, mac}. A plain setting could be forged by
 * injected SQL; this one is checked against a key that the caller can't read. Expiry has 60 s of tolerance.
 */
create function app.context() returns text[]
  language plpgsql stable parallel safe security definer set search_path = pg_catalog
as $$
declare
  raw text := current_setting('app.ctx', true);
  parts text[];
  mac text;
begin
  if raw is null or raw = '' then
    raise exception 'no tenant context' using errcode = '42501';
  end if;
  parts := string_to_array(raw, '.');
  if cardinality(parts) <> 8 or parts[1] <> 'v1' or parts[2] !~ '^[0-9]{1,6}$' then
    raise exception 'tenant context is malformed' using errcode = '42501';
  end if;
  select encode(sha256(k.opad || sha256(k.ipad || convert_to(left(raw, length(raw) - 65), 'UTF8'))), 'hex') into mac
  from vault.context_keys k where k.kid = parts[2]::int and k.not_after > now();
  if mac is null or mac <> parts[8] then
    raise exception 'tenant context is forged' using errcode = '42501';
  end if;
  if to_timestamp(parts[3]::bigint) + interval '60 seconds' < now() then
    raise exception 'tenant context has expired' using errcode = '42501';
  end if;
  return parts;
end
$$;

create function app.tenant_id() returns uuid language sql stable parallel safe
as $$ select (app.context())[4]::uuid $$;

create function app.principal_id() returns uuid language sql stable parallel safe
as $$ select nullif((app.context())[5], '')::uuid $$;

-- Scope: `all`, `team` or `own`, then overrides such as `all,deals:own`.
create function app.sees_all() returns boolean language sql stable parallel safe
as $$ select (app.context())[6] = 'all' $$;

create function app.scope_map() returns jsonb language sql stable parallel safe
as $$
  select coalesce(jsonb_object_agg(
    case when position(':' in part) = 0 then '*' else split_part(part, ':', 1) end,
    case when position(':' in part) = 0 then part else split_part(part, ':', 2) end), '{}')
  from unnest(string_to_array((app.context())[6], ',')) part
$$;

create function app.team_ids() returns uuid[] language sql stable parallel safe
as $$ select coalesce(string_to_array(nullif((app.context())[7], ''), ','), '{}')::uuid[] $$;

revoke all on all functions in schema app from public;
grant execute on function app.context, app.tenant_id, app.principal_id, app.sees_all, app.scope_map, app.team_ids
  to catalyst_app, catalyst_worker;

/* For the owner's own triggers and for maintenance: opens a tenant's context with scope all, inside this transaction. */
create function vault.open_tenant(tenant uuid, principal uuid default null) returns void
  language plpgsql volatile set search_path = pg_catalog
as $$
begin
  perform set_config('app.ctx', vault.seal(format('v1.0.%s.%s.%s.all.',
    floor(extract(epoch from now()) + 600)::bigint, tenant, coalesce(principal::text, '')), 0), true);
end
$$;
revoke all on function vault.open_tenant from public;

/*
 * Forced row-level security for one table or partition: a restrictive policy carries the rule, so that a stray
 * permissive policy leaks nothing; the permissive one only opens the door that the restrictive one guards.
 */
create procedure vault.protect(target regclass) language plpgsql set search_path = pg_catalog
as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy tenant_isolation on %s as restrictive for all '
    'using (tenant_id = (select app.tenant_id())) with check (tenant_id = (select app.tenant_id()))', target);
  execute format('create policy tenant_access on %s as permissive for all using (true) with check (true)', target);
end
$$;
revoke all on procedure vault.protect from public;

create function app.refuse_change() returns trigger language plpgsql set search_path = pg_catalog
as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end
$$;
