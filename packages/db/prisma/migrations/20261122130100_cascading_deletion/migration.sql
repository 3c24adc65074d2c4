-- Deletions that take other records along: what went together, so that it can come back together, and how far a large one is.
create table crm.deletions (
  tenant_id uuid not null,
  deletion_id uuid not null,
  entity_type text not null,
  principal_id uuid not null,
  state text not null check (state in ('running', 'done', 'cancelled', 'failed')),
  total_rows int not null,
  done_rows int not null default 0,
  cancel_requested boolean not null default false,
  error text,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (tenant_id, deletion_id),
  foreign key (tenant_id, principal_id) references crm.principals
);

-- `depth`: how many relations away from what was asked for; the job begins with the farthest.
create table crm.deletion_records (
  tenant_id uuid not null,
  deletion_id uuid not null,
  entity_type text not null,
  record_id uuid not null,
  depth int not null,
  state text not null check (state in ('pending', 'deleted', 'skipped', 'restored')),
  primary key (tenant_id, deletion_id, entity_type, record_id),
  foreign key (tenant_id, deletion_id) references crm.deletions on delete cascade,
  foreign key (tenant_id, entity_type, record_id) references crm.records (tenant_id, entity_type, id)
);
create index deletion_records_record on crm.deletion_records (tenant_id, entity_type, record_id);
create index deletion_records_pending on crm.deletion_records (tenant_id, deletion_id, depth) where state = 'pending';

do $$
declare t text;
begin
  foreach t in array array['deletions', 'deletion_records'] loop
    call vault.protect(('crm.' || t)::regclass);
    execute format('grant select, insert, update on crm.%I to catalyst_app, catalyst_worker', t);
  end loop;
end $$;

/*
 * Links to records of the caller's tenant whose source is not in the bin, also from sources that the caller does not
 * see: these may refuse a deletion too. The caller's own reading of `crm.records` tells which it sees.
 */
create function app.incoming_links(kinds text[], ids uuid[])
  returns table (field_id uuid, from_type text, from_id uuid, to_type text, to_id uuid)
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  saved text := current_setting('app.ctx');
  tenant uuid := app.tenant_id();
begin
  perform vault.open_tenant(tenant, app.principal_id());
  return query
    select l.field_id, l.from_type, l.from_id, l.to_type, l.to_id
    from unnest(kinds, ids) w (kind, id)
    join crm.record_links l on l.tenant_id = tenant and l.to_id = w.id and l.to_type = w.kind
    join crm.records s on s.tenant_id = l.tenant_id and s.entity_type = l.from_type and s.id = l.from_id
    where s.deleted_at is null;
  perform set_config('app.ctx', saved, true);
end $$;

/*
 * Clears links to records in the bin whose source the caller does not see: its version rises and its history says so,
 * as for any other. Links to live records are left alone, whatever the caller asks.
 */
create function app.clear_hidden_links(links jsonb, reason text, reason_id text) returns int
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare
  saved text := current_setting('app.ctx');
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

revoke all on function app.incoming_links, app.clear_hidden_links from public;
grant execute on function app.incoming_links, app.clear_hidden_links to catalyst_app, catalyst_worker;
