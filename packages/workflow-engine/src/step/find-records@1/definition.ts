import { EntityTypeKey, Filter } from "@catalyst/contracts";
import { z } from "zod";
import { findEntityType } from "../../graph/workflow-metadata.ts";
import { filterTexts } from "../filter-texts.ts";
import { recordOutputs } from "../field-values.ts";
import { defineStepType } from "../step-type.ts";

/** Records that one step finds at most. */
export const FOUND_LIMIT = 50_000;

export const FindRecordsConfig = z.strictObject({
  entityType: EntityTypeKey,
  /** Texts in it may have `{{ }}` slots. */
  filter: Filter,
  limit: z.int().min(1).max(FOUND_LIMIT).default(10_000),
});
export type FindRecordsConfig = z.infer<typeof FindRecordsConfig>;

/** Looks records up; a loop may go through them. */
export const findRecordsType = defineStepType<FindRecordsConfig>({
  type: "find_records@1",
  label: "Find records",
  description: "Finds records by a filter. Which ones they are is fixed then, whatever changes later.",
  group: "records",
  icon: "search",
  kind: "database",
  action: "records.read",
  form: [
    { key: "entityType", label: "Entity type", kind: "entityType", required: true, help: "" },
    { key: "filter", label: "Filter", kind: "filter", required: true, help: "Without a condition: all." },
    { key: "limit", label: "At most", kind: "number", required: false, help: "50,000 records can be found." },
  ],
  initialConfig: { entityType: "", filter: { kind: "and", filters: [] }, limit: 10_000 },
  schema: FindRecordsConfig,
  validate: (config, validation) => {
    if (validation.entityType("entityType", config.entityType) === undefined) return;
    for (const text of filterTexts(config.filter)) validation.template("filter", text);
    validation.filter("filter", config.entityType, config.filter);
  },
  replay: () => "natural",
  outputs: (config, metadata) => {
    const name = findEntityType(metadata, config.entityType)?.label ?? "record";
    const first = recordOutputs(metadata, config.entityType);
    return [
      { path: "count", label: "Number found", type: "number" },
      { path: "list", label: "What was found, for a loop", type: "text" },
      ...first.map((output) => ({ ...output, path: `first.${output.path}`, label: `First ${name}: ${output.label}` })),
    ];
  },
});
