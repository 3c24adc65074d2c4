import type { FieldDefinition, FieldValue } from "@catalyst/contracts";
import type { ScreenRecord } from "../provider/records-of.ts";

/** A field's value in a record, wherever it is kept. */
export function fieldValue(record: ScreenRecord, field: FieldDefinition): FieldValue {
  if (field.storage.kind !== "header") return record.fields[field.key] ?? null;
  switch (field.key) {
    case "ownerId":
      return record.ownerId;
    case "teamId":
      return record.teamId;
    case "createdAt":
      return record.createdAt;
    case "updatedAt":
      return record.updatedAt;
    case "createdBy":
      return record.createdBy;
    case "updatedBy":
      return record.updatedBy;
    default:
      return null;
  }
}
