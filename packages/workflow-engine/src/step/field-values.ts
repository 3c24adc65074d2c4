import { type EntityType, type FieldValue, type FieldValues, ValueExpression } from "@catalyst/contracts";
import { z } from "zod";
import type { ExpressionScope } from "../expression/compile-expression.ts";
import { ExpressionError } from "@catalyst/custom-fields/expression";
import { resolveValue } from "../expression/resolve-value.ts";
import { findEntityType, type WorkflowMetadata } from "../graph/workflow-metadata.ts";
import type { StepValidation } from "../graph/step-validation.ts";
import type { OutputField } from "./step-type.ts";

/** Values that a step writes, by field key. */
export const FieldExpressions = z.record(z.string().max(63), ValueExpression);
export type FieldExpressions = z.infer<typeof FieldExpressions>;

/** Checks the values that a step writes against the fields of its entity type. */
export function validateFields(fields: FieldExpressions, entityType: EntityType, validation: StepValidation): void {
  for (const [key, value] of Object.entries(fields)) {
    const path = `fields.${key}`;
    const field = validation.writableField(path, entityType, key);
    if (field !== undefined) validation.value(path, value, field);
  }
}

/** Computes all values. @throws ExpressionError that names the field */
export function resolveFields(fields: FieldExpressions, scope: ExpressionScope): FieldValues {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]): [string, FieldValue] => [key, resolveNamed(key, value, scope)]),
  );
}

/** What later steps can use of a record that a step has written. */
export function recordOutputs(metadata: WorkflowMetadata, entityTypeKey: string): readonly OutputField[] {
  const entityType = findEntityType(metadata, entityTypeKey);
  const fields = (entityType?.fields ?? []).filter((field) => field.archivedAt === null);
  return [
    { path: "id", label: `${entityType?.label ?? "Record"} ID`, type: "text" },
    { path: "entityType", label: "Entity type", type: "text" },
    { path: "version", label: "Version", type: "number" },
    ...fields.map((field): OutputField => ({ path: `record.${field.key}`, label: field.label, type: field.type })),
  ];
}

function resolveNamed(key: string, value: ValueExpression, scope: ExpressionScope): FieldValue {
  try {
    return resolveValue(value, scope);
  } catch (error) {
    if (error instanceof ExpressionError) throw new ExpressionError(error.code, `${key}: ${error.message}`, error);
    throw error;
  }
}
