/*
 * The caller's verified context, to be put back; where there is none, the tenant is opened as maintenance does. No
 * serving role writes a row without a context: policies refuse it before any trigger. A superuser who loads rows can.
 */
create function vault.keep_or_open(tenant uuid) returns text language plpgsql volatile set search_path = pg_catalog
as $$
begin
  return array_to_string(app.context(), '.');
exception when insufficient_privilege then
  perform vault.open_tenant(tenant);
  return '';
end $$;
revoke all on function vault.keep_or_open from public;

create or replace function crm.tokens_after_insert() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  saved text;
  part record;
begin
  for part in select f.tenant_id, f.entity_type from fresh f
    where f.entity_type not in ('contacts', 'companies') group by 1, 2
  loop
    saved := vault.keep_or_open(part.tenant_id);
    with wanted as materialized (
      select n.id, crm.tokens_of(n.display_name, null, null, null, n.values, m.fields) as tokens
      from fresh n left join vault.search_maps m on m.tenant_id = n.tenant_id and m.entity_type = n.entity_type
      where n.tenant_id = part.tenant_id and n.entity_type = part.entity_type and n.deleted_at is null),
    kept as (
      insert into crm.record_search (tenant_id, entity_type, record_id, tokens)
      select part.tenant_id, part.entity_type, w.id, w.tokens from wanted w where w.tokens <> '{}')
    insert into crm.record_tokens (tenant_id, entity_type, token, weight, record_id)
    select part.tenant_id, part.entity_type, substr(t, 2), left(t, 1)::smallint, w.id from wanted w, unnest(w.tokens) t;
    perform set_config('app.ctx', saved, true);
  end loop;
  return null;
end $$;

create or replace function crm.contact_tokens_after_insert() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  saved text;
  part record;
begin
  for part in select f.tenant_id, f.entity_type, array_agg(f.id) as ids from fresh f group by 1, 2 loop
    saved := vault.keep_or_open(part.tenant_id);
    perform crm.store_tokens(part.tenant_id, part.entity_type, part.ids);
    perform set_config('app.ctx', saved, true);
  end loop;
  return null;
end $$;

create or replace function crm.tokens_after_update() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  saved text;
  part record;
begin
  for part in
    select n.tenant_id, n.entity_type, array_agg(n.id) as ids
    from fresh n join former o on o.tenant_id = n.tenant_id and o.entity_type = n.entity_type and o.id = n.id
    where o.display_name is distinct from n.display_name or o.values is distinct from n.values
      or (o.deleted_at is null) is distinct from (n.deleted_at is null)
    group by 1, 2
  loop
    saved := vault.keep_or_open(part.tenant_id);
    perform crm.store_tokens(part.tenant_id, part.entity_type, part.ids);
    perform set_config('app.ctx', saved, true);
  end loop;
  return null;
end $$;

create or replace function crm.contact_tokens_after_update() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  saved text;
  part record;
begin
  for part in
    select n.tenant_id, array_agg(n.id) as ids
    from fresh n join former o on o.tenant_id = n.tenant_id and o.id = n.id
    where o.email is distinct from n.email or o.phone is distinct from n.phone
    group by 1
  loop
    saved := vault.keep_or_open(part.tenant_id);
    perform crm.store_tokens(part.tenant_id, 'contacts', part.ids);
    perform set_config('app.ctx', saved, true);
  end loop;
  return null;
end $$;

create function crm.company_tokens_after_update() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  saved text;
  part record;
begin
  for part in
    select n.tenant_id, array_agg(n.id) as ids
    from fresh n join former o on o.tenant_id = n.tenant_id and o.id = n.id
    where o.website is distinct from n.website or o.phone is distinct from n.phone
    group by 1
  loop
    saved := vault.keep_or_open(part.tenant_id);
    perform crm.store_tokens(part.tenant_id, 'companies', part.ids);
    perform set_config('app.ctx', saved, true);
  end loop;
  return null;
end $$;
revoke all on function crm.company_tokens_after_update from public;
drop trigger search_tokens_update on crm.companies;
create trigger search_tokens_update after update on crm.companies
  referencing old table as former new table as fresh for each statement execute function crm.company_tokens_after_update();
drop function crm.open_for_tokens;

create or replace function app.incoming_links(kinds text[], ids uuid[])
  returns table (field_id uuid, from_type text, from_id uuid, to_type text, to_id uuid)
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  saved text := array_to_string(app.context(), '.');
  tenant uuid := app.tenant_id();
begin
  perform vault.open_tenant(tenant);
  return query
    select l.field_id, l.from_type, l.from_id, l.to_type, l.to_id
    from unnest(kinds, ids) w (kind, id)
    join crm.record_links l on l.tenant_id = tenant and l.to_id = w.id and l.to_type = w.kind
    join crm.records s on s.tenant_id = l.tenant_id and s.entity_type = l.from_type and s.id = l.from_id
    where s.deleted_at is null;
  perform set_config('app.ctx', saved, true);
end $$;

create or replace function app.clear_hidden_links(links jsonb, reason text, reason_id text) returns int
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  saved text := array_to_string(app.context(), '.');
  tenant uuid := app.tenant_id();
  principal uuid := app.principal_id();
  cleared int;
begin
  perform vault.open_tenant(tenant, principal);
  with gone as (
    delete from crm.record_links l
    using jsonb_to_recordset(links) as i(field_id uuid, from_type text, from_id uuid, to_type text, to_id uuid),
      crm.records t
    where l.tenant_id = tenant and l.field_id = i.field_id and l.from_id = i.from_id and l.to_id = i.to_id
      and t.tenant_id = tenant and t.entity_type = i.to_type and t.id = i.to_id and t.deleted_at is not null
    returning l.field_id, l.from_type, l.from_id, l.to_id),
  touched as (
    update crm.records r set version = r.version + 1, updated_at = now(), updated_by = principal
    from (select distinct g.from_type, g.from_id from gone g) g
    where r.tenant_id = tenant and r.entity_type = g.from_type and r.id = g.from_id),
  noted as (
    insert into crm.audit_log (tenant_id, principal_id, action, entity_type, record_id, before, after, reason_kind, reason_id)
    select tenant, principal, 'updated', g.from_type, g.from_id, jsonb_build_object(f.key, jsonb_agg(g.to_id)),
      jsonb_build_object(f.key, null), clear_hidden_links.reason, clear_hidden_links.reason_id
    from gone g join crm.custom_field_definitions f on f.tenant_id = tenant and f.field_id = g.field_id
    group by g.from_type, g.from_id, f.key)
  select count(*) into cleared from gone;
  perform set_config('app.ctx', saved, true);
  return cleared;
end $$;
