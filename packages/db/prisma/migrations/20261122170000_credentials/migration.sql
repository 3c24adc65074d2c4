/*
 * What HTTP steps sign in with elsewhere. Sealed by the server (AES-256-GCM, bound to tenant and id), opened by the worker
 * alone: the server's role can write the sealed form but never read it back.
 */
create table crm.credentials (
  tenant_id uuid not null references crm.tenants,
  credential_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  kind text not null check (kind in ('bearer', 'basic', 'header')),
  -- The only place that it is sent to, `host` or `host:port`.
  host text not null check (length(host) between 1 and 300),
  -- Name of the header for kind `header`.
  header_name text,
  key_id text not null,
  sealed bytea not null,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  updated_at timestamptz not null default now(),
  version int not null default 1,
  primary key (tenant_id, credential_id),
  unique (tenant_id, name),
  foreign key (tenant_id, created_by) references crm.principals (tenant_id, principal_id)
);
call vault.protect('crm.credentials'::regclass);
grant select (tenant_id, credential_id, name, kind, host, header_name, key_id, created_at, created_by, updated_at, version),
  insert, update, delete on crm.credentials to catalyst_app;
grant select on crm.credentials to catalyst_worker;
