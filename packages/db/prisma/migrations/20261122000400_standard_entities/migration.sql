-- Native fields of the standard entity types. Never read alone: owner rules live on crm.records.
create table crm.companies (
  tenant_id uuid not null, entity_type text not null default 'companies' check (entity_type = 'companies'), id uuid not null,
  name text collate "und-x-icu" not null check (length(name) between 1 and 300),
  website text, industry text collate "und-x-icu", phone text, city text collate "und-x-icu", country text collate "und-x-icu",
  employee_count double precision, description text,
  primary key (tenant_id, entity_type, id),
  foreign key (tenant_id, entity_type, id) references crm.records
);
create table crm.contacts (
  tenant_id uuid not null, entity_type text not null default 'contacts' check (entity_type = 'contacts'), id uuid not null,
  name text collate "und-x-icu" not null check (length(name) between 1 and 300),
  email text, phone text, job_title text collate "und-x-icu",
  primary key (tenant_id, entity_type, id),
  foreign key (tenant_id, entity_type, id) references crm.records
);
create table crm.deals (
  tenant_id uuid not null, entity_type text not null default 'deals' check (entity_type = 'deals'), id uuid not null,
  name text collate "und-x-icu" not null check (length(name) between 1 and 300),
  amount double precision, pipeline_id uuid, stage_id uuid, close_date date,
  primary key (tenant_id, entity_type, id),
  foreign key (tenant_id, entity_type, id) references crm.records,
  foreign key (tenant_id, pipeline_id) references crm.pipelines,
  foreign key (tenant_id, pipeline_id, stage_id) references crm.pipeline_stages (tenant_id, pipeline_id, stage_id),
  check (stage_id is null or pipeline_id is not null)
);
create table crm.tasks (
  tenant_id uuid not null, entity_type text not null default 'tasks' check (entity_type = 'tasks'), id uuid not null,
  title text collate "und-x-icu" not null check (length(title) between 1 and 300),
  status text not null default 'open' check (status in ('open', 'done')),
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high')),
  due_date date, description text,
  primary key (tenant_id, entity_type, id),
  foreign key (tenant_id, entity_type, id) references crm.records
);
create table crm.notes (
  tenant_id uuid not null, entity_type text not null default 'notes' check (entity_type = 'notes'), id uuid not null,
  title text collate "und-x-icu" not null check (length(title) between 1 and 300), body text,
  primary key (tenant_id, entity_type, id),
  foreign key (tenant_id, entity_type, id) references crm.records
);
create index companies_industry on crm.companies (tenant_id, industry, id);
create index companies_city on crm.companies (tenant_id, city, id);
create index companies_country on crm.companies (tenant_id, country, id);
create index companies_employee_count on crm.companies (tenant_id, employee_count, id);
create index contacts_email on crm.contacts (tenant_id, email, id);
create index deals_amount on crm.deals (tenant_id, amount, id);
create index deals_stage on crm.deals (tenant_id, stage_id, id);
create index deals_pipeline on crm.deals (tenant_id, pipeline_id, id);
create index deals_close_date on crm.deals (tenant_id, close_date, id);
create index tasks_due_date on crm.tasks (tenant_id, due_date, id);
create index tasks_status on crm.tasks (tenant_id, status, id);

/*
 * Relations live here and nowhere else. Both ends are foreign keys to records; soft delete is guarded by the record
 * service, which locks the target before it looks for links.
 */
create table crm.record_links (
  tenant_id uuid not null,
  field_id uuid not null,
  from_type text not null,
  from_id uuid not null,
  to_type text not null,
  to_id uuid not null,
  position int not null default 0,
  single boolean not null,
  primary key (tenant_id, field_id, from_id, to_id),
  foreign key (tenant_id, field_id) references crm.custom_field_definitions,
  foreign key (tenant_id, from_type, from_id) references crm.records (tenant_id, entity_type, id) on delete no action deferrable,
  foreign key (tenant_id, to_type, to_id) references crm.records (tenant_id, entity_type, id) on delete no action deferrable
);
create unique index record_links_single on crm.record_links (tenant_id, field_id, from_id) where single;
create index record_links_from on crm.record_links (tenant_id, from_type, from_id);
create index record_links_to on crm.record_links (tenant_id, to_id, field_id);

/* Every change: who, what, before and after, why; in the change's own transaction. Unchained: a chain makes writers wait. */
create table crm.audit_log (
  tenant_id uuid not null references crm.tenants,
  audit_id bigint generated always as identity,
  at timestamptz not null default now(),
  principal_id uuid,
  action text not null check (action in ('created', 'updated', 'deleted', 'restored', 'published', 'configured')),
  entity_type text not null,
  record_id uuid,
  before jsonb not null default '{}',
  after jsonb not null default '{}',
  reason_kind text not null check (reason_kind in ('screen', 'api', 'seed', 'import', 'workflow_run')),
  reason_id text,
  primary key (tenant_id, audit_id)
);
create index audit_log_record on crm.audit_log (tenant_id, entity_type, record_id, audit_id);
create trigger append_only before update or delete on crm.audit_log for each row execute function app.refuse_change();

do $$
declare t text;
begin
  foreach t in array array['companies', 'contacts', 'deals', 'tasks', 'notes', 'record_links', 'audit_log'] loop
    call vault.protect(('crm.' || t)::regclass);
  end loop;
end $$;
grant select, insert, update on crm.companies, crm.contacts, crm.deals, crm.tasks, crm.notes to catalyst_app, catalyst_worker;
grant select, insert, update, delete on crm.record_links to catalyst_app, catalyst_worker;
grant select, insert on crm.audit_log to catalyst_app, catalyst_worker;

/* What every new tenant starts with: standard entity types, their relations, one sales pipeline. Fixed ids are shared by all tenants. */
create function vault.furnish_tenant(tenant uuid) returns void language plpgsql set search_path = pg_catalog
as $$
declare
  pipeline uuid := gen_random_uuid();
begin
  insert into crm.entity_types (tenant_id, key, kind, label, label_plural, icon, primary_field, position) values
    (tenant, 'companies', 'standard', 'Company', 'Companies', 'company', 'name', 1),
    (tenant, 'contacts', 'standard', 'Contact', 'Contacts', 'contact', 'name', 2),
    (tenant, 'deals', 'standard', 'Deal', 'Deals', 'deal', 'name', 3),
    (tenant, 'tasks', 'standard', 'Task', 'Tasks', 'task', 'title', 4),
    (tenant, 'notes', 'standard', 'Note', 'Notes', 'note', 'title', 5);
  insert into crm.custom_field_definitions (tenant_id, field_id, entity_type, key, label, type, config, position, is_system)
  select tenant, ('00000000-0000-4000-8000-0000000001' || lpad(n::text, 2, '0'))::uuid, source, key, label, 'relation',
    jsonb_build_object('targetEntityType', target, 'multiple', false, 'onTargetDelete', 'clear'), 50 + n, true
  from (values (1, 'contacts', 'company', 'Company', 'companies'), (2, 'deals', 'company', 'Company', 'companies'),
    (3, 'deals', 'contact', 'Contact', 'contacts'), (4, 'tasks', 'company', 'Company', 'companies'),
    (5, 'tasks', 'contact', 'Contact', 'contacts'), (6, 'tasks', 'deal', 'Deal', 'deals'),
    (7, 'notes', 'company', 'Company', 'companies'), (8, 'notes', 'contact', 'Contact', 'contacts'),
    (9, 'notes', 'deal', 'Deal', 'deals')) relation (n, source, key, label, target);
  insert into crm.pipelines (tenant_id, pipeline_id, name, position) values (tenant, pipeline, 'Sales', 1);
  insert into crm.pipeline_stages (tenant_id, pipeline_id, stage_id, name, position, probability, kind)
  select tenant, pipeline, gen_random_uuid(), name, n, probability, kind
  from (values (1, 'Qualified', 10, 'open'), (2, 'Meeting', 30, 'open'), (3, 'Proposal', 60, 'open'),
    (4, 'Negotiation', 80, 'open'), (5, 'Won', 100, 'won'), (6, 'Lost', 0, 'lost')) stage (n, name, probability, kind);
end $$;
revoke all on function vault.furnish_tenant from public;

/*
 * The tenant side of identity: an organisation is a tenant with the same id, its members and teams are projected, so
 * that owners have names and keys inside the tenant. Identity stays the truth; role and membership are read there.
 */
create function vault.project_organization() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
begin
  if tg_op = 'DELETE' then
    perform vault.open_tenant(old.id);
    update crm.tenants set status = 'deleting' where tenant_id = old.id;
  elsif tg_op = 'INSERT' then
    perform vault.open_tenant(new.id);
    insert into crm.tenants (tenant_id, name, slug) values (new.id, new.name, new.slug);
    perform vault.furnish_tenant(new.id);
  else
    perform vault.open_tenant(new.id);
    update crm.tenants set name = new.name, slug = new.slug where tenant_id = new.id;
  end if;
  perform set_config('app.ctx', '', true);
  return null;
end $$;
create trigger project_tenant after insert or update or delete on identity."organization"
  for each row execute function vault.project_organization();

create function vault.project_member() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
begin
  if tg_op = 'DELETE' then
    perform vault.open_tenant(old."organizationId");
    update crm.principals set active = false where tenant_id = old."organizationId" and principal_id = old."userId";
  else
    perform vault.open_tenant(new."organizationId");
    insert into crm.principals (tenant_id, principal_id, name, email, role)
    select new."organizationId", u.id, u.name, u.email, new.role from identity."user" u where u.id = new."userId"
    on conflict (tenant_id, principal_id) do update set role = excluded.role, name = excluded.name, email = excluded.email, active = true;
  end if;
  perform set_config('app.ctx', '', true);
  return null;
end $$;
create trigger project_member after insert or update or delete on identity."member"
  for each row execute function vault.project_member();

create function vault.project_user() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
declare
  tenant uuid;
begin
  for tenant in select "organizationId" from identity."member" where "userId" = new.id loop
    perform vault.open_tenant(tenant);
    update crm.principals set name = new.name, email = new.email where tenant_id = tenant and principal_id = new.id;
  end loop;
  perform set_config('app.ctx', '', true);
  return null;
end $$;
create trigger project_user after update of name, email on identity."user"
  for each row execute function vault.project_user();

create function vault.project_team() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
begin
  perform vault.open_tenant(new."organizationId");
  insert into crm.teams (tenant_id, team_id, name) values (new."organizationId", new.id, new.name)
  on conflict (tenant_id, team_id) do update set name = excluded.name;
  perform set_config('app.ctx', '', true);
  return null;
end $$;
create trigger project_team after insert or update of name on identity."team"
  for each row execute function vault.project_team();

create function vault.project_team_member() returns trigger language plpgsql security definer set search_path = pg_catalog
as $$
declare
  changed record := case when tg_op = 'DELETE' then old else new end;
  tenant uuid := (select "organizationId" from identity."team" where id = changed."teamId");
begin
  if tenant is null then
    return null;
  end if;
  perform vault.open_tenant(tenant);
  if tg_op = 'DELETE' then
    delete from crm.team_members where tenant_id = tenant and team_id = changed."teamId" and principal_id = changed."userId";
  else
    insert into crm.team_members (tenant_id, team_id, principal_id) values (tenant, changed."teamId", changed."userId")
    on conflict do nothing;
  end if;
  perform set_config('app.ctx', '', true);
  return null;
end $$;
create trigger project_team_member after insert or delete on identity."teamMember"
  for each row execute function vault.project_team_member();

revoke all on function vault.project_organization, vault.project_member, vault.project_user, vault.project_team,
  vault.project_team_member from public;
