import type { ConversionSample, FieldDefinition } from "@catalyst/contracts";
import type { ScreenRecord } from "../../../provider/records-of.ts";

/** A record that holds a sample, for displays that need one around a value. Pure. */
export function sampleRecord(field: FieldDefinition, sample: ConversionSample): ScreenRecord {
  return {
    id: sample.recordId,
    entityType: field.entityType,
    displayName: sample.recordName,
    version: 1,
    ownerId: null,
    teamId: null,
    createdAt: "",
    createdBy: null,
    updatedAt: "",
    updatedBy: null,
    deletedAt: null,
    refs: {},
    fields: {},
  };
}
