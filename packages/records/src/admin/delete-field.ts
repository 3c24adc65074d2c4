import {
  RecordId,
  UNDO_DAYS,
  type DeletionPlan,
  type FieldDefinition,
  type FieldId,
  type FieldValue,
} from "@catalyst/contracts";
import { valuesKey } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import type { RecordPorts } from "../ports.ts";
import { schedulePurge } from "../type-change/value-purge.ts";
import { fieldUsage } from "../usage/field-usage.ts";
import { refuseUsed } from "../usage/refuse-used.ts";
import { auditField, lockField, readField, type CustomField } from "./field-row.ts";
import { releaseSlots } from "./slot-assignment.ts";

const SAMPLES = 5;
const DAY_SECONDS = 86_400;

// The newest ones first, and only among those changed last: a field that nobody fills in must not cost a scan.
const SAMPLE_VALUES = `
  select r.id, r.display_name, r.values -> $3 as value from (
    select s.id, s.display_name, s.values from crm.records s
    where s.tenant_id = $1 and s.entity_type = $2 and s.deleted_at is null order by s.updated_at desc, s.id desc limit 10000) r
  where coalesce(r.values -> $3, 'null') <> 'null' limit ${SAMPLES}`;
const SAMPLE_LINKS = `
  select r.id, r.display_name, to_jsonb(t.display_name) as value
  from crm.record_links l
  join crm.records r on r.tenant_id = l.tenant_id and r.entity_type = l.from_type and r.id = l.from_id
  join crm.records t on t.tenant_id = l.tenant_id and t.entity_type = l.to_type and t.id = l.to_id
  where l.tenant_id = $1 and l.from_type = $2 and l.field_id = $3 limit ${SAMPLES}`;
const SET_DELETED = `
  update crm.custom_field_definitions set archived_at = coalesce(archived_at, now()), deleted_at = now(), is_unique = false,
    version = version + 1, updated_at = now()
  where tenant_id = $1 and field_id = $2`;
const ALL_KEYS = `
  select distinct k.key from crm.field_conversions c cross join lateral (values (c.from_key), (c.to_key)) k (key)
  where c.tenant_id = $1 and c.field_id = $2`;

type SampleRow = { readonly id: string; readonly display_name: string; readonly value: FieldValue };

/** What deleting a field would take away, and who is in the way. Nothing is changed. */
export async function planDeletion(tx: TenantTransaction, fieldId: FieldId): Promise<DeletionPlan> {
  const field = await readField(tx, fieldId);
  const [usage, samples] = [await fieldUsage(tx, field), await sampleValues(tx, field)];
  return { ...usage, samples, undoDays: UNDO_DAYS };
}

/**
 * Deletes a field: it is gone from every screen at once, its values after 30 days, until which `restoreField` brings both
 * back. Its key is free once the values are gone. Refused with the list of users while somebody depends on it.
 */
export async function deleteField(
  tx: TenantTransaction,
  ports: RecordPorts,
  fieldId: FieldId,
): Promise<FieldDefinition> {
  const before = await lockField(tx, fieldId);
  await refuseUsed(tx, before, "delete it");
  const { tenantId } = tx.principal;
  await releaseSlots(tx, ports, { field: before, index: "all" });
  await tx.query("set-field-deleted", SET_DELETED, [tenantId, fieldId]);
  const keys = (await tx.query<{ key: string }>("all-keys", ALL_KEYS, [tenantId, fieldId])).rows.map(({ key }) => key);
  await schedulePurge(tx, ports, {
    row: { field_id: fieldId, entity_type: before.entityType, conversion_id: null },
    keys: [...new Set([before.key, valuesKey(before), ...keys])],
    delaySeconds: UNDO_DAYS * DAY_SECONDS,
    dropsField: true,
  });
  return auditField(tx, before);
}

async function sampleValues(tx: TenantTransaction, field: CustomField): Promise<DeletionPlan["samples"]> {
  const parameters = [tx.principal.tenantId, field.entityType];
  const result =
    field.storage.kind === "links"
      ? await tx.query<SampleRow>("sample-links", SAMPLE_LINKS, [...parameters, field.fieldId])
      : await tx.query<SampleRow>("sample-values", SAMPLE_VALUES, [...parameters, valuesKey(field)]);
  return result.rows.map((row) => ({
    record: { id: RecordId.parse(row.id), entityType: field.entityType, displayName: row.display_name },
    value: row.value,
  }));
}
