import type { FieldDefinition, FieldType, WorkflowGraph } from "@catalyst/contracts";
import { fieldTypeOf } from "@catalyst/custom-fields";
import type { OutputField } from "../step/step-type.ts";
import { RECORD_EXTRAS } from "./readable-data.ts";
import { readableDataOf } from "./readable-data-of.ts";
import type { WorkflowMetadata } from "./workflow-metadata.ts";

/** A value that the data picker offers. `path` goes into a rule as it is, or into a slot as `{{ path }}`. */
export type DataPathChoice = {
  readonly path: string;
  readonly label: string;
  /** Heading under which the picker shows it. */
  readonly group: string;
  readonly type: FieldType;
  /** The record's field, with its options; null for outputs of steps. */
  readonly field: FieldDefinition | null;
};

/** All that a step, or (`stepKey` null) the trigger's condition, can read, in the order in which people look for it. */
export function dataPathsFor(
  graph: WorkflowGraph,
  stepKey: string | null,
  metadata: WorkflowMetadata,
): readonly DataPathChoice[] {
  const data = readableDataOf(graph, stepKey, metadata);
  const name = data.entityType?.label ?? "Record";
  const fields = (data.entityType?.fields ?? []).filter((field) => field.archivedAt === null);
  const record = fields.flatMap((field) => fromField("record", name, field));
  const extras = RECORD_EXTRAS.map((extra) => fromOutput("record", name, extra));
  const before = graph.trigger.type === "record_updated@1" ? fields : [];
  const previous = before.flatMap((field) => fromField("previous", `${name} before the change`, field));
  const steps = [...data.steps].filter(([, step]) => step.reach === "before");
  return [
    ...record,
    ...extras,
    ...steps.flatMap(([key, step]) => step.outputs.map((output) => fromOutput(`steps.${key}`, step.name, output))),
    ...previous,
  ];
}

/** A field, and the parts of its value, such as an amount and its currency. */
function fromField(root: string, group: string, field: FieldDefinition): readonly DataPathChoice[] {
  const path = `${root}.${field.key}`;
  const parts = fieldTypeOf(field).parts ?? [];
  return [
    { path, label: field.label, group, type: field.type, field },
    ...parts.map(({ key, label, type }) => ({
      path: `${path}.${key}`,
      label: `${field.label}: ${label}`,
      group,
      type,
      field: null,
    })),
  ];
}

function fromOutput(root: string, group: string, output: OutputField): DataPathChoice {
  return { path: `${root}.${output.path}`, label: output.label, group, type: output.type, field: null };
}
