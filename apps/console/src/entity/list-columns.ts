import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import { consoleOf } from "../field/registry.ts";
import { secondLineFields } from "./second-line.ts";

/** Columns that a list shows before anybody chose: enough to work with, few enough to read. */
const DEFAULT_COLUMNS = 7;

/** Header fields that a list offers as columns; the rest of the header is on the record's own page. */
const HEADER_COLUMNS = new Set(["ownerId", "createdAt", "updatedAt"]);

/** Columns of a list in order, the primary field first. Pure. */
export function listColumns(entityType: EntityType): readonly FieldDefinition[] {
  const offered = entityType.fields.filter((field) => field.storage.kind !== "header" || HEADER_COLUMNS.has(field.key));
  const primary = offered.filter((field) => field.key === entityType.primaryField);
  return [...primary, ...offered.filter((field) => field.key !== entityType.primaryField)];
}

/** Keys of columns that stay hidden until somebody chooses them. */
export function hiddenColumns(entityType: EntityType): string[] {
  const columns = listColumns(entityType);
  const custom = columns.filter((field) => !field.system && field.storage.kind === "values");
  const below = new Set(secondLineFields(entityType).map((field) => field.key));
  const isOffered = (field: FieldDefinition) =>
    consoleOf(field).isListed && field.key !== "createdAt" && !below.has(field.key);
  const shown = new Set([...columns.filter(isOffered).slice(0, DEFAULT_COLUMNS), ...custom.slice(0, 2)].map(sourceOf));
  return columns.map(sourceOf).filter((source) => !shown.has(source));
}

/** Path of a field's value in a record. */
export function sourceOf(field: FieldDefinition): string {
  return field.storage.kind === "header" ? field.key : `fields.${field.key}`;
}
