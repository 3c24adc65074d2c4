import {
  DomainError,
  FieldId,
  type EntityTypeKey,
  type FieldConfig,
  type FieldDefinition,
  type FieldInput,
} from "@catalyst/contracts";
import { fieldTypeOf, searchSlotKind, suggestFieldKey, validateNewField } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import { readMetadata } from "../metadata/load-metadata.ts";
import { requireEntityType, type Metadata } from "../metadata/metadata.ts";
import { computedProblems } from "../computed/check-computed.ts";
import { followField } from "../computed/follow-field.ts";
import { storedReading } from "../search/searchable-fields.ts";
import { invalid } from "../write/create-record.ts";
import type { RecordPorts } from "../ports.ts";
import { startNumbering } from "./auto-number.ts";
import { auditConfiguration, readField, type CustomField } from "./field-row.ts";
import { assignFieldSlot } from "./slot-assignment.ts";

/** A new field of an entity type. */
export type NewField = { readonly entityType: EntityTypeKey; readonly field: FieldInput };

const INSERT_FIELD = `
  insert into crm.custom_field_definitions (tenant_id, field_id, entity_type, key, label, type, help, required, is_unique,
    default_value, config, section, position, created_by, visible_when, required_when, read_roles, write_roles, search)
  select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11::jsonb, $12,
    1 + greatest(100, max(f.position)), $13, $14::jsonb, $15::jsonb, $16::text[], $17::text[], $18::jsonb
  from crm.custom_field_definitions f where f.tenant_id = $1 and f.entity_type = $3
  on conflict (tenant_id, entity_type, key) do nothing`;

/** Makes a custom field. It has no values yet, so a slot that it asks for is ready at once. */
export async function createField(
  tx: TenantTransaction,
  ports: RecordPorts,
  input: NewField,
): Promise<FieldDefinition> {
  const metadata = await readMetadata(tx);
  const entityType = requireEntityType(metadata, input.entityType);
  const taken = new Set([
    ...entityType.fields.map((field) => field.key),
    ...metadata.customFields.filter((field) => field.entityType === input.entityType).map((field) => field.key),
  ]);
  const problems = [
    ...validateNewField(input.field, entityType, taken),
    ...targetProblems(metadata, input.field.config),
  ];
  const key = input.field.key ?? suggestFieldKey(input.field.label, taken);
  if (problems.length === 0) problems.push(...computedProblems(metadata, draftField(input, key)));
  if (problems.length > 0) throw invalid(problems);
  const fieldId = FieldId.parse(ports.newId());
  await insertField(tx, { ...input, fieldId, key });
  await assignSlots(tx, ports, { field: await readField(tx, fieldId), indexed: input.field.indexed });
  const created = await readField(tx, fieldId);
  if (fieldTypeOf(created).numbered) await startNumbering(tx, ports, created);
  await followField(tx, ports, { before: null, after: created });
  await auditConfiguration(tx, { entityType: input.entityType, before: null, after: { fieldCreated: created } });
  return created;
}

/** The field as it will be, for the checks of computed fields. */
function draftField({ entityType, field }: NewField, key: string): FieldDefinition {
  const { indexed: _indexed, ...rules } = field;
  return {
    ...rules,
    fieldId: null,
    entityType,
    key,
    position: 0,
    storage: { kind: "values" },
    slot: null,
    indexState: "none",
    indexProgress: 0,
    system: false,
    readOnly: false,
    archivedAt: null,
    version: 1,
  };
}

async function insertField(
  tx: TenantTransaction,
  input: NewField & { readonly fieldId: FieldId; readonly key: string },
): Promise<void> {
  const { field } = input;
  const { tenantId, principalId } = tx.principal;
  const config = fieldTypeOf(field).completeConfig?.(field.config) ?? field.config;
  const inserted = await tx.query("insert-field", INSERT_FIELD, [
    tenantId,
    input.fieldId,
    input.entityType,
    input.key,
    field.label,
    field.type,
    field.help,
    field.required,
    field.unique,
    JSON.stringify(field.defaultValue),
    JSON.stringify(config),
    field.section,
    principalId,
    field.visibleWhen === null ? null : JSON.stringify(field.visibleWhen),
    field.requiredWhen === null ? null : JSON.stringify(field.requiredWhen),
    field.readRoles,
    field.writeRoles,
    storedReading({ type: field.type, config }),
  ]);
  // Somebody made a field of the same key meanwhile.
  if (inserted.rowCount === 0)
    throw new DomainError("conflict", "A field with this key was made just now. Choose another key.");
}

async function assignSlots(
  tx: TenantTransaction,
  ports: RecordPorts,
  wanted: { field: CustomField; indexed: boolean },
): Promise<void> {
  const { field, indexed } = wanted;
  const kind = searchSlotKind(field);
  if (field.unique) await assignFieldSlot(tx, ports, { field, kind: "unique", hasValues: false });
  if (indexed && kind !== null) await assignFieldSlot(tx, ports, { field, kind, hasValues: false });
}

function targetProblems(
  metadata: Metadata,
  config: FieldConfig,
): readonly { field: string; code: string; message: string }[] {
  if (config.targetEntityType === undefined || metadata.entityTypes.has(config.targetEntityType)) return [];
  return [{ field: "config.targetEntityType", code: "unknown_entity_type", message: "There is no such entity type." }];
}
