import {
  DomainError,
  FIELD_LIMIT,
  type FieldId,
  type FieldDefinition,
  type FieldPatch,
  type Problem,
} from "@catalyst/contracts";
import { fieldTypeOf, validateFieldRules } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import { readMetadata } from "../metadata/load-metadata.ts";
import { requireEntityType } from "../metadata/metadata.ts";
import { computedProblems } from "../computed/check-computed.ts";
import { followField, refuseWhereRead } from "../computed/follow-field.ts";
import type { RecordPorts } from "../ports.ts";
import { storedReading } from "../search/searchable-fields.ts";
import { invalid } from "../write/create-record.ts";
import { startNumbering } from "./auto-number.ts";
import { auditField, lockField } from "./field-row.ts";
import { releaseSlots } from "./slot-assignment.ts";

/** A change of a definition that was loaded at `version`. */
export type FieldChange = { readonly fieldId: FieldId; readonly version: number; readonly patch: FieldPatch };

const UPDATE_FIELD = `
  update crm.custom_field_definitions set label = $3, help = $4, required = $5, default_value = $6::jsonb, config = $7::jsonb,
    section = $8, position = $9, visible_when = $10::jsonb, required_when = $11::jsonb, read_roles = $12::text[],
    write_roles = $13::text[], search = $14::jsonb, version = version + 1, updated_at = now()
  where tenant_id = $1 and field_id = $2`;

const SET_ARCHIVED = `
  update crm.custom_field_definitions set archived_at = case when $3 then now() end, deleted_at = null, version = version + 1, updated_at = now()
  where tenant_id = $1 and field_id = $2`;

// The job that was to take the values away finds nothing to do when its day comes.
const KEEP_VALUES = "delete from crm.value_purges where tenant_id = $1 and field_id = $2 and drops_field";

const COUNT_FIELDS = `
  select count(*)::int as count from crm.custom_field_definitions where tenant_id = $1 and entity_type = $2 and archived_at is null`;

/** Changes label, help, rules or place of a field. Values stay as they are: new rules hold for new values. */
export async function updateField(
  tx: TenantTransaction,
  ports: RecordPorts,
  input: FieldChange,
): Promise<FieldDefinition> {
  const before = await lockField(tx, input.fieldId);
  if (before.version !== input.version) {
    throw new DomainError(
      "version_conflict",
      "Somebody else has changed this field meanwhile. Reload to see their changes.",
      { currentVersion: before.version },
    );
  }
  const after: FieldDefinition = { ...before, ...input.patch, config: input.patch.config ?? before.config };
  const metadata = await readMetadata(tx);
  const entityType = requireEntityType(metadata, before.entityType);
  const problems = [...validateFieldRules(after, { entityType, key: before.key }), ...fixedSettings(before, after)];
  if (problems.length === 0) problems.push(...computedProblems(metadata, after));
  if (problems.length > 0) throw invalid(problems);
  await tx.query("update-field", UPDATE_FIELD, [
    tx.principal.tenantId,
    input.fieldId,
    after.label,
    after.help,
    after.required,
    JSON.stringify(after.defaultValue),
    JSON.stringify(after.config),
    after.section,
    after.position,
    after.visibleWhen === null ? null : JSON.stringify(after.visibleWhen),
    after.requiredWhen === null ? null : JSON.stringify(after.requiredWhen),
    after.readRoles,
    after.writeRoles,
    storedReading(after),
  ]);
  await followField(tx, ports, { before, after });
  return auditField(tx, before);
}

/** Hides a field from every screen and gives its index back. Its values stay, and come back with `restoreField`. */
export async function archiveField(
  tx: TenantTransaction,
  ports: RecordPorts,
  fieldId: FieldId,
): Promise<FieldDefinition> {
  const before = await lockField(tx, fieldId);
  if (before.archivedAt !== null) return before;
  await refuseWhereRead(tx, before);
  await releaseSlots(tx, ports, { field: before, index: "search" });
  await tx.query("set-field-archived", SET_ARCHIVED, [tx.principal.tenantId, fieldId, true]);
  return auditField(tx, before);
}

/** Shows an archived or deleted field again, with the values that it had, not indexed. */
export async function restoreField(
  tx: TenantTransaction,
  ports: RecordPorts,
  fieldId: FieldId,
): Promise<FieldDefinition> {
  const before = await lockField(tx, fieldId);
  if (before.archivedAt === null) return before;
  const counted = await tx.query<{ count: number }>("count-fields", COUNT_FIELDS, [
    tx.principal.tenantId,
    before.entityType,
  ]);
  if ((counted.rows[0]?.count ?? 0) >= FIELD_LIMIT)
    throw new DomainError(
      "quota_exceeded",
      `An entity type can have at most ${FIELD_LIMIT} fields. Archive another one first.`,
    );
  await tx.query("keep-values", KEEP_VALUES, [tx.principal.tenantId, fieldId]);
  await tx.query("set-field-archived", SET_ARCHIVED, [tx.principal.tenantId, fieldId, false]);
  await followField(tx, ports, { before, after: { ...before, archivedAt: null } });
  // Records that were made meanwhile have no number yet.
  if (fieldTypeOf(before).numbered) await startNumbering(tx, ports, before);
  return auditField(tx, before);
}

/** What values depend on can't go: an option's id, a relation's target and number. */
function fixedSettings(before: FieldDefinition, after: FieldDefinition): readonly Problem[] {
  const problems: Problem[] = [];
  const kept = new Set((after.config.options ?? []).map((option) => option.id));
  const removed = (before.config.options ?? []).filter((option) => !kept.has(option.id));
  if (removed.length > 0)
    problems.push({
      field: "config.options",
      code: "option_removed",
      message: "An option can't be removed, since records may hold it. Archive it.",
    });
  if (after.config.targetEntityType !== before.config.targetEntityType)
    problems.push({
      field: "config.targetEntityType",
      code: "fixed",
      message: "A relation's entity type can't change.",
    });
  if ((after.config.multiple ?? false) !== (before.config.multiple ?? false))
    problems.push({
      field: "config.multiple",
      code: "fixed",
      message: "A relation can't change between one and many.",
    });
  if (after.config.startAt !== before.config.startAt)
    problems.push({ field: "config.startAt", code: "fixed", message: "The first number is given out already." });
  return problems;
}
