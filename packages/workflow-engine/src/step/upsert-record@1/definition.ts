import { EntityTypeKey } from "@catalyst/contracts";
import { z } from "zod";
import { FieldExpressions, recordOutputs, validateFields } from "../field-values.ts";
import { defineStepType } from "../step-type.ts";

export const UpsertRecordConfig = z.strictObject({
  entityType: EntityTypeKey,
  /** The field by which a record is known; its value is among the values. */
  matchField: z.string().max(63),
  fields: FieldExpressions,
});
export type UpsertRecordConfig = z.infer<typeof UpsertRecordConfig>;

/** Changes the record that has a value, or creates it. */
export const upsertRecordType = defineStepType<UpsertRecordConfig>({
  type: "upsert_record@1",
  label: "Create or update record",
  description:
    "Changes the record whose field has a value, such as an e-mail address; where there is none, creates it.",
  group: "records",
  icon: "edit",
  kind: "database",
  action: "records.create",
  form: [
    { key: "entityType", label: "Entity type", kind: "entityType", required: true, help: "" },
    { key: "matchField", label: "Known by", kind: "line", required: true, help: "Key of the field, such as email." },
    { key: "fields", label: "Values", kind: "fieldValues", required: true, help: "With the one it is known by." },
  ],
  initialConfig: { entityType: "", matchField: "", fields: {} },
  schema: UpsertRecordConfig,
  validate: (config, validation) => {
    const entityType = validation.entityType("entityType", config.entityType);
    if (entityType === undefined) return;
    validateFields(config.fields, entityType, validation);
    if (config.fields[config.matchField] === undefined)
      validation.error({
        code: "match_missing",
        path: "matchField",
        message: "The field by which the record is known needs a value.",
      });
  },
  replay: () => "natural",
  outputs: (config, metadata) => [
    ...recordOutputs(metadata, config.entityType),
    { path: "created", label: "Was created", type: "boolean" },
  ],
});
