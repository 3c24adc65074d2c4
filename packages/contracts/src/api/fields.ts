import { z } from "zod";
import { FieldInput, FieldPatch } from "../field-definition.ts";
import { EntityTypeKey, FieldId } from "../ids.ts";

/** Fields for each entity type at most. */
export const FIELD_LIMIT = 500;

export const CreateFieldInput = z.strictObject({ entityType: EntityTypeKey, field: FieldInput });
export const UpdateFieldInput = z.strictObject({ fieldId: FieldId, version: z.int().min(1), patch: FieldPatch });
export const FieldIdInput = z.strictObject({ fieldId: FieldId });
/** Assigns a slot and starts the backfill, or releases it. Refused with quota_exceeded when no slot is free. */
export const SetIndexedInput = z.strictObject({ fieldId: FieldId, indexed: z.boolean() });
export const ListFieldsInput = z.strictObject({ entityType: EntityTypeKey, archived: z.boolean().default(false) });

/** Computes all formulas and roll-ups of an entity type anew by a job, or stops that job after its batch. */
export const RecomputeInput = z.strictObject({ entityType: EntityTypeKey });
export const RecomputeOutput = z.strictObject({ running: z.boolean() });

export const CreateEntityTypeInput = z.strictObject({
  label: z.string().trim().min(1).max(80),
  labelPlural: z.string().trim().min(1).max(80),
  key: EntityTypeKey.optional(),
});
export const ArchiveEntityTypeInput = z.strictObject({ key: EntityTypeKey });
