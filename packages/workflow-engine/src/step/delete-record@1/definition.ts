import { EntityTypeKey } from "@catalyst/contracts";
import { z } from "zod";
import { RecordTarget, validateTarget } from "../record-target.ts";
import { defineStepType } from "../step-type.ts";

export const DeleteRecordConfig = z.strictObject({ entityType: EntityTypeKey, target: RecordTarget });
export type DeleteRecordConfig = z.infer<typeof DeleteRecordConfig>;

/** Puts a record into the bin. */
export const deleteRecordType = defineStepType<DeleteRecordConfig>({
  type: "delete_record@1",
  label: "Delete record",
  description: "Puts a record into the bin, from which people can restore it.",
  group: "records",
  icon: "delete",
  kind: "database",
  action: "records.delete",
  form: [
    { key: "entityType", label: "Entity type", kind: "entityType", required: true, help: "" },
    { key: "target", label: "Record", kind: "recordRef", required: true, help: "" },
  ],
  initialConfig: { entityType: "", target: { kind: "trigger" } },
  schema: DeleteRecordConfig,
  validate: (config, validation) => {
    if (validation.entityType("entityType", config.entityType) === undefined) return;
    validateTarget(config.target, config.entityType, validation);
  },
  replay: () => "natural",
  outputs: () => [{ path: "id", label: "ID", type: "text" }],
});
