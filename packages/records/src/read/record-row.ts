import {
  PrincipalId,
  RecordId,
  TeamId,
  type CrmRecord,
  type EntityType,
  type FieldDefinition,
  type FieldValue,
  type FieldValues,
} from "@catalyst/contracts";
import { valuesKey } from "@catalyst/custom-fields";
import { computedStates, freshnessColumns } from "../computed/computed-states.ts";

/** A row of a record as `recordColumns` selects it; native columns have the prefix `x_`. */
export type RecordRow = {
  readonly id: string;
  readonly display_name: string;
  readonly version: number;
  readonly owner_id: string | null;
  readonly team_id: string | null;
  readonly created_at: string;
  readonly created_by: string | null;
  readonly updated_at: string;
  readonly updated_by: string | null;
  readonly deleted_at: string | null;
  readonly values: FieldValues;
  /** By field id the first change that a roll-up does not hold yet, and when this was read: only where there are roll-ups. */
  readonly rollup_marks?: Readonly<Record<string, string>> | null;
  readonly read_at?: string;
  readonly [native: `x_${string}`]: FieldValue;
};

/** What one record points to: ids by field key, and the fields that lead to records which the principal does not see. */
export type RecordRelations = {
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly hidden: readonly string[];
};

/** A record that points nowhere. */
export const NO_RELATIONS: RecordRelations = { values: {}, hidden: [] };

const HEADER = [
  "id",
  "display_name",
  "version",
  "owner_id",
  "team_id",
  "created_at",
  "created_by",
  "updated_at",
  "updated_by",
  "deleted_at",
  "values",
];

/** The select list of a record with the aliases r and x. */
export function recordColumns(entityType: EntityType): string {
  const native = nativeColumns(entityType).map((column) => `x.${column} as x_${column}`);
  return [...HEADER.map((column) => `r.${column}`), ...native, ...freshnessColumns(entityType)].join(", ");
}

/** Columns of the native table, in display order; none for custom entity types. */
export function nativeColumns(entityType: EntityType): readonly string[] {
  return entityType.fields.flatMap((field) => (field.storage.kind === "native" ? [field.storage.column] : []));
}

/** A record as callers see it: every field that is not archived, empty ones as null. */
export function toRecord(entityType: EntityType, row: RecordRow, relations: RecordRelations): CrmRecord {
  return {
    id: RecordId.parse(row.id),
    entityType: entityType.key,
    displayName: row.display_name,
    version: row.version,
    ownerId: row.owner_id === null ? null : PrincipalId.parse(row.owner_id),
    teamId: row.team_id === null ? null : TeamId.parse(row.team_id),
    createdAt: row.created_at,
    createdBy: row.created_by === null ? null : PrincipalId.parse(row.created_by),
    updatedAt: row.updated_at,
    updatedBy: row.updated_by === null ? null : PrincipalId.parse(row.updated_by),
    deletedAt: row.deleted_at,
    fields: fieldValues(entityType, row, relations),
    ...(relations.hidden.length > 0 && { hiddenRelations: relations.hidden }),
    ...computedStates(entityType, row),
  };
}

/** Values by key with the header's too: what filters, triggers and expressions look at. */
export function toSnapshot(record: CrmRecord): FieldValues {
  const { ownerId, createdAt, createdBy, updatedAt } = record;
  return { ...record.fields, ownerId, createdAt, createdBy, updatedAt, id: record.id, displayName: record.displayName };
}

function fieldValues(entityType: EntityType, row: RecordRow, relations: RecordRelations): FieldValues {
  const fields: Record<string, FieldValue> = {};
  for (const { key, kind, place } of placesOf(entityType)) {
    if (kind === "values") fields[key] = row.values[place] ?? null;
    else if (kind === "native") fields[key] = row[`x_${place}`] ?? null;
    else fields[key] = relations.values[place] ?? null;
  }
  return fields;
}

/** Where a field's value stands in what was read. */
type FieldPlace = { readonly key: string; readonly kind: "native" | "values" | "links"; readonly place: string };

const places = new WeakMap<EntityType, readonly FieldPlace[]>();

/** Worked out once for each version of an entity type: a page of 50 records with 200 fields asks 10,000 times. */
function placesOf(entityType: EntityType): readonly FieldPlace[] {
  const known = places.get(entityType);
  if (known !== undefined) return known;
  const made = entityType.fields.flatMap((field) => placeOf(field));
  places.set(entityType, made);
  return made;
}

function placeOf(field: FieldDefinition): readonly FieldPlace[] {
  const { key, storage } = field;
  switch (storage.kind) {
    case "native":
      return [{ key, kind: "native", place: storage.column }];
    case "values":
      return [{ key, kind: "values", place: valuesKey(field) }];
    case "links":
      return [{ key, kind: "links", place: key }];
    case "header":
      return [];
  }
}
