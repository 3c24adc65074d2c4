import { EntityTypeKey } from "@catalyst/contracts";
import { z } from "zod";
import { recordOutputs } from "../field-values.ts";
import { People, validatePeople } from "../people.ts";
import { RecordTarget, validateTarget } from "../record-target.ts";
import { defineStepType } from "../step-type.ts";

export const AssignOwnerConfig = z.strictObject({
  entityType: EntityTypeKey,
  target: RecordTarget,
  strategy: z.enum(["round_robin", "least_loaded"]),
  people: People,
});
export type AssignOwnerConfig = z.infer<typeof AssignOwnerConfig>;

/** Gives a record to one of several people. */
export const assignOwnerType = defineStepType<AssignOwnerConfig>({
  type: "assign_owner@1",
  label: "Assign owner",
  description: "Gives a record to one of several people: in turns, or to who has the fewest.",
  group: "records",
  icon: "person",
  kind: "database",
  action: "records.update",
  form: [
    { key: "entityType", label: "Entity type", kind: "entityType", required: true, help: "" },
    { key: "target", label: "Record", kind: "recordRef", required: true, help: "" },
    {
      key: "strategy",
      label: "To whom",
      kind: "select",
      required: true,
      help: "",
      options: [
        { value: "round_robin", label: "In turns" },
        { value: "least_loaded", label: "Who owns the fewest" },
      ],
    },
    { key: "people", label: "People", kind: "people", required: true, help: "Those who have left are passed over." },
  ],
  initialConfig: { entityType: "", target: { kind: "trigger" }, strategy: "round_robin", people: [] },
  schema: AssignOwnerConfig,
  validate: (config, validation) => {
    validatePeople("people", config.people, validation);
    if (validation.entityType("entityType", config.entityType) === undefined) return;
    validateTarget(config.target, config.entityType, validation);
  },
  replay: () => "natural",
  outputs: (config, metadata) => [
    { path: "ownerId", label: "Owner", type: "user" },
    ...recordOutputs(metadata, config.entityType),
  ],
});
