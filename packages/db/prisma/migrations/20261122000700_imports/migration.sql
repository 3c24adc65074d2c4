-- CSV imports: the file, its rows and their outcome are kept, so that an import survives a restart and can be repaired.
create table crm.imports (
  tenant_id uuid not null references crm.tenants,
  import_id uuid not null,
  entity_type text not null,
  file_name text not null check (length(file_name) between 1 and 200),
  size_bytes int not null check (size_bytes between 1 and 50000000),
  status text not null default 'uploading' check (status in ('uploading', 'ready', 'running', 'completed', 'cancelled', 'failed')),
  delimiter text,
  header text[],
  columns jsonb,
  run_workflows boolean not null default false,
  total_rows int not null default 0,
  done_rows int not null default 0,
  created_rows int not null default 0,
  failed_rows int not null default 0,
  cancel_requested boolean not null default false,
  error text,
  principal_id uuid not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (tenant_id, import_id),
  foreign key (tenant_id, entity_type) references crm.entity_types (tenant_id, key),
  foreign key (tenant_id, principal_id) references crm.principals (tenant_id, principal_id)
);
create index imports_created on crm.imports (tenant_id, created_at);
create table crm.import_chunks (
  tenant_id uuid not null,
  import_id uuid not null,
  ordinal int not null,
  content text not null,
  primary key (tenant_id, import_id, ordinal),
  foreign key (tenant_id, import_id) references crm.imports
);
create table crm.import_rows (
  tenant_id uuid not null,
  import_id uuid not null,
  line int not null,
  cells text[] not null,
  status text not null default 'pending' check (status in ('pending', 'done', 'failed')),
  problem text,
  record_id uuid,
  primary key (tenant_id, import_id, line),
  foreign key (tenant_id, import_id) references crm.imports
);
create index import_rows_pending on crm.import_rows (tenant_id, import_id, line) where status = 'pending';
create index import_rows_failed on crm.import_rows (tenant_id, import_id, line) where status = 'failed';

do $$
declare t text;
begin
  foreach t in array array['imports', 'import_chunks', 'import_rows'] loop
    call vault.protect(('crm.' || t)::regclass);
    execute format('grant select, insert, update on crm.%I to catalyst_app, catalyst_worker', t);
  end loop;
end $$;
grant delete on crm.import_chunks, crm.import_rows to catalyst_app, catalyst_worker;
