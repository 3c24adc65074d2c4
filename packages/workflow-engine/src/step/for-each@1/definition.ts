import { EntityTypeKey, StepKey } from "@catalyst/contracts";
import { z } from "zod";
import { recordOutputs } from "../field-values.ts";
import { defineStepType } from "../step-type.ts";

export const ForEachConfig = z.strictObject({
  /** The step that found the records. */
  source: z.union([StepKey, z.literal("")]),
  entityType: EntityTypeKey,
  onItemError: z.enum(["fail", "continue"]).default("fail"),
  /** Above 1 the items are worked on in runs of their own, 100 items each, so many at a time. */
  atOnce: z.int().min(1).max(10).default(1),
});
export type ForEachConfig = z.infer<typeof ForEachConfig>;

/** Does the same for each record of a list. */
export const forEachType = defineStepType<ForEachConfig>({
  type: "for_each@1",
  label: "For each",
  description: "Runs the steps behind Item for each record that an earlier step has found, then goes on.",
  group: "logic",
  icon: "repeat",
  kind: "database",
  action: "records.read",
  ports: [
    { key: "item", label: "Item" },
    { key: "next", label: "After all" },
  ],
  form: [
    { key: "source", label: "Records", kind: "findStep", required: true, help: "A step that finds records." },
    { key: "entityType", label: "Entity type", kind: "entityType", required: true, help: "The one of these records." },
    {
      key: "onItemError",
      label: "When an item fails",
      kind: "select",
      required: true,
      help: "",
      options: [
        { value: "fail", label: "The run fails" },
        { value: "continue", label: "Go on with the next one" },
      ],
    },
    { key: "atOnce", label: "At once", kind: "number", required: false, help: "From 1, one after the other, to 10." },
  ],
  initialConfig: { source: "", entityType: "", onItemError: "fail", atOnce: 1 },
  schema: ForEachConfig,
  validate: (config, validation) => {
    validation.entityType("entityType", config.entityType);
    if (config.source === "")
      validation.error({
        code: "required_missing",
        path: "source",
        message: "Choose the step that finds the records.",
      });
    else validation.template("source", `{{ steps.${config.source}.list }}`);
  },
  replay: () => "natural",
  outputs: (config, metadata) => [
    { path: "index", label: "Number of the item, from 0", type: "number" },
    { path: "count", label: "Number of items", type: "number" },
    { path: "failed", label: "Items that failed", type: "number" },
    ...recordOutputs(metadata, config.entityType).map((output) => ({
      ...output,
      path: `item.${output.path}`,
      label: `Item: ${output.label}`,
    })),
  ],
});
