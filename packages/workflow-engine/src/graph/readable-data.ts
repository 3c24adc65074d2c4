import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import { fieldTypeOf } from "@catalyst/custom-fields";
import type { DataPath } from "@catalyst/custom-fields/expression";
import type { OutputField } from "../step/step-type.ts";
import { findField } from "./workflow-metadata.ts";

/** Values of every record beside its fields. */
export const RECORD_EXTRAS: readonly OutputField[] = [
  { path: "id", label: "ID", type: "text" },
  { path: "displayName", label: "Name shown", type: "text" },
];

/** What of a step an expression may read. `reach`: whether it can have run before the place that reads. */
export type ReadableStep = {
  readonly name: string;
  readonly outputs: readonly OutputField[];
  readonly reach: "before" | "not before";
};

/** What a place in a workflow can read. */
export type ReadableData = {
  readonly entityType: EntityType | undefined;
  /** True: no record starts the run, so there is none to read. */
  readonly recordless: boolean;
  readonly steps: ReadonlyMap<string, ReadableStep>;
};

type PathProblem = { readonly code: string; readonly message: string };

/** What is wrong with a path, or null. Unknown entity types are reported where they are chosen. */
export function pathProblem(path: DataPath, data: ReadableData): PathProblem | null {
  const [root, ...keys] = path;
  return root === "steps" ? stepPathProblem(keys, data) : recordPathProblem(keys, data);
}

/** The field that a path such as `record.tier` names. */
export function fieldOfPath(left: string, data: ReadableData): FieldDefinition | undefined {
  const [root, key, ...deeper] = left.split(".");
  const reads = (root === "record" || root === "previous") && key !== undefined && deeper.length === 0;
  return reads && data.entityType !== undefined ? findField(data.entityType, key) : undefined;
}

function recordPathProblem([key, part]: DataPath, { entityType, recordless }: ReadableData): PathProblem | null {
  if (recordless) return { code: "no_record", message: "No record starts this workflow, so there is none to read." };
  if (key === undefined || entityType === undefined) return null;
  const field = findField(entityType, key);
  const parts = field === undefined ? undefined : fieldTypeOf(field).parts;
  if (parts !== undefined && part !== undefined && !parts.some((known) => known.key === part))
    return { code: "unknown_part", message: `${field?.label ?? key} has no part "${part}".` };
  if (field !== undefined || RECORD_EXTRAS.some((extra) => extra.path === key)) return null;
  return { code: "unknown_field", message: `${entityType.label} has no field "${key}".` };
}

function stepPathProblem([stepKey, ...keys]: DataPath, data: ReadableData): PathProblem | null {
  if (stepKey === undefined) return null;
  const step = data.steps.get(stepKey);
  if (step === undefined) return { code: "unknown_step", message: `There is no step "${stepKey}".` };
  if (step.reach === "not before")
    return { code: "step_not_before", message: `"${step.name}" can't have run before this step.` };
  const wanted = keys.join(".");
  if (wanted === "" || keys[0] === "error" || step.outputs.some((output) => covers(output, wanted))) return null;
  return { code: "unknown_output", message: `"${step.name}" gives no "${wanted}".` };
}

function covers(output: OutputField, wanted: string): boolean {
  if (output.path === wanted || output.path.startsWith(`${wanted}.`)) return true;
  return output.type === "json" && wanted.startsWith(`${output.path}.`);
}
