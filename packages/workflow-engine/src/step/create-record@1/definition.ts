import { EntityTypeKey } from "@catalyst/contracts";
import { z } from "zod";
import { FieldExpressions, recordOutputs, validateFields } from "../field-values.ts";
import { defineStepType } from "../step-type.ts";

export const CreateRecordConfig = z.strictObject({ entityType: EntityTypeKey, fields: FieldExpressions });
export type CreateRecordConfig = z.infer<typeof CreateRecordConfig>;

/** Creates a record of any entity type. */
export const createRecordType = defineStepType<CreateRecordConfig>({
  type: "create_record@1",
  label: "Create record",
  description: "Creates a record, such as a task for the owner.",
  group: "records",
  icon: "add",
  kind: "database",
  action: "records.create",
  form: [
    { key: "entityType", label: "Entity type", kind: "entityType", required: true, help: "" },
    {
      key: "fields",
      label: "Values",
      kind: "fieldValues",
      required: true,
      help: "Fields left out get their default value.",
    },
  ],
  initialConfig: { entityType: "", fields: {} },
  schema: CreateRecordConfig,
  validate: (config, validation) => {
    const entityType = validation.entityType("entityType", config.entityType);
    if (entityType === undefined) return;
    validateFields(config.fields, entityType, validation);
    const missing = entityType.fields.filter(
      (field) =>
        field.required &&
        field.defaultValue === null &&
        field.archivedAt === null &&
        !field.readOnly &&
        config.fields[field.key] === undefined,
    );
    for (const field of missing)
      validation.error({
        code: "required_missing",
        path: `fields.${field.key}`,
        message: `${field.label} is required.`,
      });
  },
  outputs: (config, metadata) => recordOutputs(metadata, config.entityType),
});
