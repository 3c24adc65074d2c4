import type { FieldDefinition, FieldValue } from "@catalyst/contracts";
import { fieldTypeOf, type WorkflowDataType } from "@catalyst/custom-fields";

/** What is wrong with a fixed value for a field, or null. The record service checks again when the step runs. */
export function literalProblem(field: FieldDefinition, value: FieldValue): string | null {
  if (value === null) return field.required ? `${field.label} is required.` : null;
  if (field.readOnly) return `${field.label} can't be written.`;
  const parsed = fieldTypeOf(field).parse(value, field.config);
  return parsed.ok ? null : `${field.label} ${parsed.message}.`;
}

/** CEL types of each kind of value; `dyn` is known only when the step runs. */
const CEL_TYPES: Readonly<Record<WorkflowDataType, readonly string[]>> = {
  string: ["string"],
  number: ["int", "double", "uint"],
  boolean: ["bool"],
  date: ["string"],
  dateTime: ["string", "google.protobuf.Timestamp"],
  list: ["list<string>", "list<dyn>", "list"],
  map: ["map<string, dyn>", "map<string, string>", "map<string, double>", "map<string, int>", "map"],
  any: ["string", "int", "double", "uint", "bool", "list<string>", "list<dyn>", "list", "map<string, dyn>", "map"],
};

/** Whether a formula's type can't be right for a field. */
export function formulaTypeProblem(field: FieldDefinition, celType: string): string | null {
  if (celType.startsWith("dyn") || celType === "null") return null;
  const { workflowType, alsoTakes = [], computed } = fieldTypeOf(field);
  if (!computed && [workflowType, ...alsoTakes].some((type) => CEL_TYPES[type].includes(celType))) return null;
  return `The formula gives ${celType}; ${field.label} can't take that.`;
}
