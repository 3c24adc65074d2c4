import { DomainError, FieldId, type EntityType, type FieldConfig } from "@catalyst/contracts";
import { NAME_LIMIT, suggestFieldKey } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import { readMetadata } from "../metadata/load-metadata.ts";
import { requireEntityType } from "../metadata/metadata.ts";
import type { RecordPorts } from "../ports.ts";
import { auditConfiguration } from "./field-row.ts";

/** Entity types that a tenant can define: bounds its metadata, which every screen loads. */
export const CUSTOM_ENTITY_TYPE_LIMIT = 50;

/** A new entity type; the key follows from the label unless it is given. */
export type NewEntityType = { readonly label: string; readonly labelPlural: string; readonly key?: string | undefined };

const LOAD_KEYS =
  "select key, archived_at is null and kind = 'custom' as counts from crm.entity_types where tenant_id = $1";
const INSERT_TYPE = `
  insert into crm.entity_types (tenant_id, key, kind, label, label_plural, primary_field) values ($1, $2, 'custom', $3, $4, 'name')
  on conflict do nothing`;
const INSERT_NAME = `
  insert into crm.custom_field_definitions (tenant_id, field_id, entity_type, key, label, type, required, config, is_system, created_by)
  values ($1, $2, $3, 'name', 'Name', 'text', true, $4::jsonb, true, $5)`;
const ARCHIVE_TYPE = `
  update crm.entity_types set archived_at = now() where tenant_id = $1 and key = $2 and kind = 'custom' and archived_at is null`;
const NAME_CONFIG: FieldConfig = { maxLength: NAME_LIMIT };

/** Defines an entity type, whose records have a name from the start. No DDL: they share a partition with all others. */
export async function createEntityType(
  tx: TenantTransaction,
  ports: RecordPorts,
  input: NewEntityType,
): Promise<EntityType> {
  const { tenantId, principalId } = tx.principal;
  const known = (await tx.query<{ key: string; counts: boolean }>("entity-type-keys", LOAD_KEYS, [tenantId])).rows;
  if (known.filter((row) => row.counts).length >= CUSTOM_ENTITY_TYPE_LIMIT) {
    throw new DomainError(
      "quota_exceeded",
      `A tenant can define at most ${CUSTOM_ENTITY_TYPE_LIMIT} entity types. Archive one first.`,
    );
  }
  const key = chosenKey(input, new Set(known.map((row) => row.key)));
  const inserted = await tx.query("insert-entity-type", INSERT_TYPE, [tenantId, key, input.label, input.labelPlural]);
  if (inserted.rowCount === 0) throw taken();
  await tx.query("insert-name-field", INSERT_NAME, [
    tenantId,
    FieldId.parse(ports.newId()),
    key,
    JSON.stringify(NAME_CONFIG),
    principalId,
  ]);
  await auditConfiguration(tx, { entityType: key, before: null, after: { entityTypeCreated: input } });
  return requireEntityType(await readMetadata(tx), key);
}

/** Takes an entity type out of every screen; its records stay. Standard ones, and those that relations point to, stay too. */
export async function archiveEntityType(tx: TenantTransaction, key: string): Promise<{ archived: true }> {
  const metadata = await readMetadata(tx);
  const entityType = requireEntityType(metadata, key);
  if (entityType.kind === "standard")
    throw new DomainError("conflict", `${entityType.labelPlural} come with the product and can't be archived.`);
  const pointing = metadata.customFields.filter(
    (field) => field.config.targetEntityType === key && field.entityType !== key && field.archivedAt === null,
  );
  if (pointing.length > 0) {
    const problems = pointing.map((field) => ({
      field: field.key,
      code: "in_use",
      message: `${field.label} of ${field.entityType} points to it.`,
    }));
    throw new DomainError("conflict", "Relations point to this entity type. Archive them first.", { problems });
  }
  await tx.query("archive-entity-type", ARCHIVE_TYPE, [tx.principal.tenantId, key]);
  await auditConfiguration(tx, { entityType: key, before: { archived: false }, after: { archived: true } });
  return { archived: true };
}

function chosenKey(input: NewEntityType, known: ReadonlySet<string>): string {
  const withoutPrefix = new Set([...known].map((key) => key.replace(/^c_/, "")));
  if (input.key === undefined) return `c_${suggestFieldKey(input.labelPlural, withoutPrefix)}`;
  const key = input.key.startsWith("c_") ? input.key : `c_${input.key}`.slice(0, 63);
  if (known.has(key)) throw taken();
  return key;
}

function taken(): DomainError {
  return new DomainError("conflict", "Another entity type has this key. Choose another one.");
}
