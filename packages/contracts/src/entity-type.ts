import type { FieldDefinition } from "./field-definition.ts";
import type { EntityTypeKey, FieldKey } from "./ids.ts";

/** Standard entity types have a table of native fields; custom ones are `records` rows alone. */
export const STANDARD_ENTITY_TYPES = ["companies", "contacts", "deals", "tasks", "notes"] as const;
export type StandardEntityType = (typeof STANDARD_ENTITY_TYPES)[number];

/** All that a generated screen, the filter compiler or a workflow needs to know about an entity type. */
export type EntityType = {
  readonly key: EntityTypeKey;
  readonly label: string;
  readonly labelPlural: string;
  readonly kind: "standard" | "custom";
  /** The field whose value names a record. */
  readonly primaryField: FieldKey;
  readonly icon: string;
  /** Header, native and custom fields in display order; archived ones left out. */
  readonly fields: readonly FieldDefinition[];
};

/** Places of one kind of slot in an entity type: the quota and its use. */
export type SlotUsage = {
  readonly kind: "number" | "text" | "time" | "boolean" | "unique" | "user";
  readonly used: number;
  readonly limit: number;
};
