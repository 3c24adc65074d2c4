import type { CrmRecord, EntityType, FieldDefinition, FieldValues, Role, TriggerSnapshot } from "@catalyst/contracts";
import { fieldAccess, fieldsFor } from "@catalyst/custom-fields";
import type { RecordChanges } from "../ports.ts";
import type { WrittenRecord } from "../write/create-record.ts";
import type { Metadata } from "./metadata.ts";

const NONE: ReadonlySet<string> = new Set();
const byRole = new WeakMap<Metadata, Map<Role, Metadata>>();

/**
 * Metadata as a role knows it: fields that are closed to it are not there, so that no filter, sort, list, export or form
 * can name them; fields that it may not change are read-only. Reads work with this, writes with the whole.
 */
export function metadataFor(metadata: Metadata, role: Role): Metadata {
  if (metadata.customFields.every((field) => fieldAccess(field, role) === "write")) return metadata;
  const known = byRole.get(metadata) ?? new Map<Role, Metadata>();
  byRole.set(metadata, known);
  const restricted = known.get(role) ?? restrict(metadata, role);
  known.set(role, restricted);
  return restricted;
}

function restrict(metadata: Metadata, role: Role): Metadata {
  const entityTypes = [...metadata.entityTypes.values()].map((entityType) => ({
    ...entityType,
    fields: fieldsFor(entityType.fields, role),
  }));
  return {
    ...metadata,
    entityTypes: new Map(entityTypes.map((entityType) => [entityType.key, entityType])),
    customFields: fieldsFor(metadata.customFields, role),
  };
}

/** Keys of an entity type's fields, archived ones too, that a role must not see. */
export function closedKeys(metadata: Metadata, entityType: string, role: Role): ReadonlySet<string> {
  return new Set(
    metadata.customFields
      .filter((field) => field.entityType === entityType && fieldAccess(field, role) === "none")
      .map((field) => field.key),
  );
}

/** What was written, as whoever wrote it may see it. */
export function readableResult(written: WrittenRecord, metadata: Metadata, role: Role): WrittenRecord {
  const { record } = written;
  const closed = closedKeys(metadata, record.entityType, role);
  if (closed.size === 0) return written;
  const entityType = metadata.entityTypes.get(record.entityType);
  const shown = { ...record, fields: without(record.fields, closed) };
  const pointedTo = new Set(entityType === undefined ? [] : targetsOf(entityType, shown));
  return { record: shown, references: written.references.filter((reference) => pointedTo.has(reference.id)) };
}

/** Changes as the runs that they start may see them: a run works with the rights of whoever made the change. */
export function readableChanges(changes: RecordChanges, metadata: Metadata, role: Role): RecordChanges {
  return {
    ...changes,
    changes: changes.changes.map((change): TriggerSnapshot => {
      const closed = change.entityType === null ? NONE : closedKeys(metadata, change.entityType, role);
      if (closed.size === 0) return change;
      return {
        ...change,
        record: without(change.record, closed),
        previous: change.previous === null ? null : without(change.previous, closed),
        changedFields: change.changedFields.filter((key) => !closed.has(key)),
      };
    }),
  };
}

/** Values without those of some keys. */
export function without<T>(
  values: Readonly<Record<string, T>>,
  keys: ReadonlySet<string>,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !keys.has(key)));
}

function targetsOf(entityType: EntityType, record: CrmRecord): readonly string[] {
  const relations: readonly FieldDefinition[] = entityType.fields.filter((field) => field.storage.kind === "links");
  const values: FieldValues = record.fields;
  return relations.flatMap((field) => [values[field.key] ?? []].flat().map(String));
}
