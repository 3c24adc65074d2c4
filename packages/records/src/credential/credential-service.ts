import {
  CredentialId,
  DomainError,
  type CreateCredentialInput,
  type CredentialSummary,
  type UpdateCredentialInput,
} from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { auditConfiguration } from "../admin/field-row.ts";
import { sealSecret, type CredentialKeys } from "./seal-secret.ts";

/** Credentials of one tenant at most: they are picked from a list. */
export const CREDENTIAL_LIMIT = 100;

/** The tenant's credentials, for who manages workflows. Nothing here ever reads a secret. */
export type CredentialService = {
  readonly list: (tx: TenantTransaction) => Promise<{ credentials: CredentialSummary[] }>;
  readonly create: (tx: TenantTransaction, input: CreateCredentialInput) => Promise<CredentialSummary>;
  readonly update: (tx: TenantTransaction, input: UpdateCredentialInput) => Promise<CredentialSummary>;
  readonly delete: (tx: TenantTransaction, credentialId: CredentialId) => Promise<{ deleted: true }>;
};

/** What the service is made of. */
export type CredentialParts = { readonly keys: CredentialKeys; readonly newId: () => string };

type Row = {
  readonly credential_id: string;
  readonly name: string;
  readonly kind: CredentialSummary["kind"];
  readonly host: string;
  readonly header_name: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly version: number;
};

const COLUMNS = "credential_id, name, kind, host, header_name, created_at, updated_at, version";
const LIST = `select ${COLUMNS} from crm.credentials where tenant_id = $1 order by name, credential_id`;
const LOAD = `select ${COLUMNS} from crm.credentials where tenant_id = $1 and credential_id = $2`;
const INSERT = `
  insert into crm.credentials (tenant_id, credential_id, name, kind, host, header_name, key_id, sealed, created_by)
  select $1, $2, $3, $4, $5, $6, $7, $8, $9
  where (select count(*) from crm.credentials where tenant_id = $1) < ${CREDENTIAL_LIMIT}
  returning ${COLUMNS}`;
const UPDATE = `
  update crm.credentials set name = $4, host = $5, updated_at = now(), version = version + 1
  where tenant_id = $1 and credential_id = $2 and version = $3
  returning ${COLUMNS}`;
const REPLACE_SECRET = `
  update crm.credentials set kind = $3, header_name = $4, key_id = $5, sealed = $6
  where tenant_id = $1 and credential_id = $2
  returning ${COLUMNS}`;
const NAME_TAKEN =
  "select 1 from crm.credentials where tenant_id = $1 and name = $2 and credential_id is distinct from $3::uuid";
const DELETE = "delete from crm.credentials where tenant_id = $1 and credential_id = $2";
// Graphs name credentials by id, so a text search finds every use, whatever the step type.
const USERS = `
  select distinct w.name from crm.workflows w
  where w.tenant_id = $1 and (
    exists (select from crm.workflow_drafts d where d.tenant_id = $1 and d.workflow_id = w.workflow_id and position($2 in d.graph::text) > 0)
    or exists (select from crm.workflow_versions v where v.tenant_id = $1 and v.workflow_id = w.workflow_id and position($2 in v.graph::text) > 0
      and (v.version_id = w.live_version_id or exists (select from crm.workflow_runs r
        where r.tenant_id = $1 and r.version_id = v.version_id and r.ended_at is null))))
  order by w.name limit 10`;

/** Makes the service. */
export function createCredentialService(parts: CredentialParts): CredentialService {
  return {
    list: async (tx) => {
      const { rows } = await tx.query<Row>("list-credentials", LIST, [tx.principal.tenantId]);
      return { credentials: rows.map(toSummary) };
    },
    create: (tx, input) => createCredential(tx, parts, input),
    update: (tx, input) => updateCredential(tx, parts, input),
    delete: deleteCredential,
  };
}

async function createCredential(
  tx: TenantTransaction,
  { keys, newId }: CredentialParts,
  input: CreateCredentialInput,
): Promise<CredentialSummary> {
  const { tenantId, principalId } = tx.principal;
  const credentialId = CredentialId.parse(newId());
  const { keyId, sealed } = sealSecret(keys, { tenantId, credentialId }, input.secret);
  await assertNameFree(tx, input.name, null);
  const { rows } = await tx.query<Row>("insert-credential", INSERT, [
    tenantId,
    credentialId,
    input.name,
    input.secret.kind,
    input.host,
    headerNameOf(input.secret),
    keyId,
    sealed,
    principalId,
  ]);
  const row = rows[0];
  if (row === undefined)
    throw new DomainError("quota_exceeded", `A tenant has at most ${CREDENTIAL_LIMIT} credentials. Delete one first.`);
  await auditConfiguration(tx, { entityType: "credentials", before: null, after: toSummary(row) });
  return toSummary(row);
}

async function updateCredential(
  tx: TenantTransaction,
  { keys }: CredentialParts,
  input: UpdateCredentialInput,
): Promise<CredentialSummary> {
  const { tenantId } = tx.principal;
  const { credentialId, version, secret } = input;
  const before = await loadCredential(tx, credentialId);
  if (before.host !== input.host && secret === undefined)
    throw new DomainError("field_invalid", "Give the secret again to send it to another host.", {
      problems: [{ field: "secret", code: "required", message: "Give the secret again to send it to another host." }],
    });
  await assertNameFree(tx, input.name, credentialId);
  const updated = await tx.query<Row>("update-credential", UPDATE, [
    tenantId,
    credentialId,
    version,
    input.name,
    input.host,
  ]);
  if (updated.rows[0] === undefined)
    throw new DomainError(
      "version_conflict",
      "Somebody else has changed this credential meanwhile. Reload to see their change.",
    );
  const row = secret === undefined ? updated.rows[0] : await replaceSecret(tx, keys, { credentialId, secret });
  await auditConfiguration(tx, {
    entityType: "credentials",
    before,
    after: { ...toSummary(row), secretReplaced: secret !== undefined },
  });
  return toSummary(row);
}

async function replaceSecret(
  tx: TenantTransaction,
  keys: CredentialKeys,
  { credentialId, secret }: { credentialId: CredentialId; secret: CreateCredentialInput["secret"] },
): Promise<Row> {
  const { tenantId } = tx.principal;
  const { keyId, sealed } = sealSecret(keys, { tenantId, credentialId }, secret);
  const values = [tenantId, credentialId, secret.kind, headerNameOf(secret), keyId, sealed];
  const { rows } = await tx.query<Row>("replace-secret", REPLACE_SECRET, values);
  if (rows[0] === undefined) throw new Error("Assertion failed: a credential that was just updated is there");
  return rows[0];
}

async function deleteCredential(tx: TenantTransaction, credentialId: CredentialId): Promise<{ deleted: true }> {
  const { tenantId } = tx.principal;
  const before = await loadCredential(tx, credentialId);
  const users = await tx.query<{ name: string }>("credential-users", USERS, [tenantId, credentialId]);
  if (users.rows.length > 0) {
    const names = users.rows.map((user) => user.name).join(", ");
    throw new DomainError("conflict", `Workflows use this credential: ${names}. Take it out of them first.`);
  }
  await tx.query("delete-credential", DELETE, [tenantId, credentialId]);
  await auditConfiguration(tx, { entityType: "credentials", before, after: null });
  return { deleted: true };
}

async function loadCredential(tx: TenantTransaction, credentialId: CredentialId): Promise<CredentialSummary> {
  const { rows } = await tx.query<Row>("load-credential", LOAD, [tx.principal.tenantId, credentialId]);
  if (rows[0] === undefined) throw new DomainError("not_found", "There is no such credential.");
  return toSummary(rows[0]);
}

/** For the sentence; two at once meet the unique constraint. */
async function assertNameFree(tx: TenantTransaction, name: string, but: CredentialId | null): Promise<void> {
  const { rows } = await tx.query("credential-name", NAME_TAKEN, [tx.principal.tenantId, name, but]);
  if (rows.length === 0) return;
  throw new DomainError("field_invalid", "Another credential has this name.", {
    problems: [{ field: "name", code: "taken", message: "Another credential has this name." }],
  });
}

function headerNameOf(secret: CreateCredentialInput["secret"]): string | null {
  return secret.kind === "header" ? secret.headerName : null;
}

function toSummary(row: Row): CredentialSummary {
  return {
    credentialId: CredentialId.parse(row.credential_id),
    name: row.name,
    kind: row.kind,
    host: row.host,
    headerName: row.header_name,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  };
}
