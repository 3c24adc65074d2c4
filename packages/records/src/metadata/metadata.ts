import {
  DomainError,
  type Calendar,
  type EntityType,
  type FieldDefinition,
  type PrincipalId,
  type TeamId,
} from "@catalyst/contracts";
import type { FilterClock } from "@catalyst/custom-fields";
import type { PublishedTrigger } from "@catalyst/workflow-engine";

/** One slot that is in use, in whatever state: it counts against the quota. */
export type SlotAssignment = {
  readonly entityType: string;
  readonly slot: string;
  readonly fieldId: string;
  readonly state: "building" | "ready" | "releasing" | "quarantined" | "failed";
};

/** A member, past ones too; null: as the tenant has it. */
export type MetadataPrincipal = {
  readonly id: PrincipalId;
  readonly name: string;
  readonly active: boolean;
  readonly timeZone: string | null;
  readonly weekStartsOn: number | null;
};

/** A tenant's metadata at one version, as the record service works with it. Never changed once made. */
export type Metadata = {
  readonly version: number;
  /** Entity types in display order; archived ones left out. */
  readonly entityTypes: ReadonlyMap<string, EntityType>;
  /** Every custom field, archived ones too, with the key of its entity type. */
  readonly customFields: readonly FieldDefinition[];
  readonly slots: readonly SlotAssignment[];
  readonly principals: readonly MetadataPrincipal[];
  /** The tenant's own calendar: what workflows decide by, and who has set none. */
  readonly calendar: Calendar;
  readonly teams: readonly { readonly id: TeamId; readonly name: string }[];
  /** Pipeline of each stage, by stage id. */
  readonly stagePipelines: ReadonlyMap<string, string>;
  /** Triggers of live versions of enabled workflows; any change of them raises the version. */
  readonly triggers: readonly PublishedTrigger[];
};

/** The entity type of a key, or `not_found`. */
export function requireEntityType(metadata: Metadata, key: string): EntityType {
  const entityType = metadata.entityTypes.get(key);
  if (entityType === undefined) throw new DomainError("not_found", "There is no such entity type.");
  return entityType;
}

/** The relation fields of an entity type, by field id. */
export function relationFields(entityType: EntityType): ReadonlyMap<string, FieldDefinition> {
  const relations = entityType.fields.filter((field) => field.storage.kind === "links");
  return new Map(relations.map((field) => [field.fieldId ?? "", field]));
}

/** The calendar that a person's relative dates follow. */
export function calendarOf(metadata: Metadata, principalId: PrincipalId): Calendar {
  const principal = metadata.principals.find(({ id }) => id === principalId);
  return {
    timeZone: principal?.timeZone ?? metadata.calendar.timeZone,
    weekStartsOn: principal?.weekStartsOn ?? metadata.calendar.weekStartsOn,
  };
}

/** What a person's filters are counted from, read once for a request. */
export function clockOf(metadata: Metadata, principalId: PrincipalId): FilterClock {
  return { now: new Date().toISOString(), ...calendarOf(metadata, principalId) };
}
