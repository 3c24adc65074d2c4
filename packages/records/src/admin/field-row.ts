import { DomainError, type FieldDefinition, type FieldId } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { readMetadata } from "../metadata/load-metadata.ts";

const WRITE_AUDIT = `
  insert into crm.audit_log (tenant_id, principal_id, action, entity_type, before, after, reason_kind)
  values ($1, $2, 'configured', $3, $4::jsonb, $5::jsonb, 'screen')`;

// Not `for update`: links refer to the definition, and making one must not wait for an admin.
const LOCK_FIELD =
  "select version from crm.custom_field_definitions where tenant_id = $1 and field_id = $2 for no key update";

const RUNNING_CHANGE =
  "select from crm.field_conversions where tenant_id = $1 and field_id = $2 and state in ('converting', 'undoing')";

/** A change of metadata as its audit row keeps it. */
export type Configuration = { readonly entityType: string; readonly before: unknown; readonly after: unknown };

/** A custom field, which has an id. */
export type CustomField = FieldDefinition & { readonly fieldId: FieldId };

/** Audits a change of metadata, in its transaction. */
export async function auditConfiguration(tx: TenantTransaction, change: Configuration): Promise<void> {
  const { tenantId, principalId } = tx.principal;
  await tx.query("audit-configuration", WRITE_AUDIT, [
    tenantId,
    principalId,
    change.entityType,
    JSON.stringify(change.before ?? {}),
    JSON.stringify(change.after ?? {}),
  ]);
}

/** Gives a field as it is after a change, and audits the change. */
export async function auditField(tx: TenantTransaction, before: CustomField): Promise<CustomField> {
  const after = await readField(tx, before.fieldId);
  await auditConfiguration(tx, { entityType: before.entityType, before: { field: before }, after: { field: after } });
  return after;
}

/** The definition as it is now, past any cache, since this transaction may have changed it. */
export async function readField(tx: TenantTransaction, fieldId: FieldId): Promise<CustomField> {
  const field = (await readMetadata(tx)).customFields.find((candidate) => candidate.fieldId === fieldId);
  if (field === undefined) throw new DomainError("not_found", "There is no such field.");
  return { ...field, fieldId };
}

/** Locks a definition, and gives it. Fields that come with the product are refused. */
export async function lockAnyField(tx: TenantTransaction, fieldId: FieldId): Promise<CustomField> {
  await tx.query("lock-field", LOCK_FIELD, [tx.principal.tenantId, fieldId]);
  const field = await readField(tx, fieldId);
  if (field.system) throw new DomainError("conflict", `${field.label} comes with the product and can't be changed.`);
  return field;
}

/** Locks a definition that may be changed: one whose type is not being changed by a job. */
export async function lockField(tx: TenantTransaction, fieldId: FieldId): Promise<CustomField> {
  const field = await lockAnyField(tx, fieldId);
  const running = await tx.query("running-change", RUNNING_CHANGE, [tx.principal.tenantId, fieldId]);
  if (running.rows.length > 0)
    throw new DomainError(
      "conflict",
      `The type of ${field.label} is being changed. Wait until that is done, or cancel it.`,
    );
  return field;
}

/** Takes the assignment lock of an entity type alone: waits for running writers, and makes new ones see the new slot map. */
export async function lockSlots(tx: TenantTransaction, entityType: string): Promise<void> {
  await tx.query("lock-slots", "select pg_advisory_xact_lock(app.slot_lock_key($1, $2))", [
    tx.principal.tenantId,
    entityType,
  ]);
}

/** Shares the assignment lock, as every writer does: what was read of slots and changes holds until the commit. */
export async function shareSlots(tx: TenantTransaction, entityType: string): Promise<void> {
  await tx.query("share-slots", "select pg_advisory_xact_lock_shared(app.slot_lock_key($1, $2))", [
    tx.principal.tenantId,
    entityType,
  ]);
}

/** What a job waits for a lock: below the second after which PostgreSQL looks for deadlocks, so that a job gives way and no writer. */
const GIVE_WAY_MS = 500;

/** Makes this transaction the one that gives way: it fails with `conflict` rather than keep writers waiting. */
export async function giveWay(tx: TenantTransaction): Promise<void> {
  await tx.query("give-way", "select set_config('lock_timeout', $1, true)", [String(GIVE_WAY_MS)]);
}
