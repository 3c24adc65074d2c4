import { EntityTypeKey } from "@catalyst/contracts";
import { z } from "zod";
import { FieldExpressions, recordOutputs, validateFields } from "../field-values.ts";
import { RecordTarget, validateTarget } from "../record-target.ts";
import { defineStepType } from "../step-type.ts";

export const UpdateRecordConfig = z.strictObject({
  entityType: EntityTypeKey,
  target: RecordTarget,
  fields: FieldExpressions,
});
export type UpdateRecordConfig = z.infer<typeof UpdateRecordConfig>;

/** Changes one record. */
export const updateRecordType = defineStepType<UpdateRecordConfig>({
  type: "update_record@1",
  label: "Update record",
  description: "Changes fields of the record that started the run, or of another one.",
  group: "records",
  icon: "edit",
  kind: "database",
  action: "records.update",
  form: [
    { key: "entityType", label: "Entity type", kind: "entityType", required: true, help: "" },
    { key: "target", label: "Record", kind: "recordRef", required: true, help: "" },
    { key: "fields", label: "Values", kind: "fieldValues", required: true, help: "Fields left out stay as they are." },
  ],
  initialConfig: { entityType: "", target: { kind: "trigger" }, fields: {} },
  schema: UpdateRecordConfig,
  validate: (config, validation) => {
    const entityType = validation.entityType("entityType", config.entityType);
    if (entityType === undefined) return;
    if (Object.keys(config.fields).length === 0)
      validation.error({ code: "nothing_to_write", path: "fields", message: "Choose at least one field to write." });
    validateFields(config.fields, entityType, validation);
    validateTarget(config.target, config.entityType, validation);
  },
  replay: () => "natural",
  outputs: (config, metadata) => recordOutputs(metadata, config.entityType),
});
