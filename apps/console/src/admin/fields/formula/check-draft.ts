import type { EntityType, FieldDefinition, FieldValues, ResultType } from "@catalyst/contracts";
import { ExpressionError, type TextRange } from "@catalyst/custom-fields/expression";
import { chainProblems, computeFormulas, fits, formulaCompiler } from "@catalyst/custom-fields/formula";

/** What is known of a formula while somebody writes it. */
export type Verdict =
  | { readonly kind: "empty" }
  | { readonly kind: "wrong"; readonly message: string; readonly range: TextRange | null }
  | { readonly kind: "right"; readonly gives: ResultType | null };

/** Checks a formula as the server will. Pure. */
export function checkDraft(entityTypes: readonly EntityType[], draft: FieldDefinition): Verdict {
  const source = draft.config.expression ?? "";
  if (source.trim() === "") return { kind: "empty" };
  const types = new Map(entityTypes.map((type) => [type.key, type]));
  try {
    const { gives } = formulaCompiler(fieldsWith(types.get(draft.entityType), draft))(source);
    const [circle] = chainProblems(types, draft);
    return circle === undefined ? { kind: "right", gives } : { kind: "wrong", message: circle.message, range: null };
  } catch (error) {
    if (error instanceof ExpressionError) return { kind: "wrong", message: error.message, range: error.range };
    throw error;
  }
}

/** Types that a formula's field can have; the first is the obvious one. Pure. */
export function resultTypesFor(gives: ResultType | null): readonly ResultType[] {
  const all: readonly ResultType[] = ["text", "number", "boolean", "date", "dateTime"];
  return gives === null ? all : all.filter((type) => fits(gives, type));
}

/** What a formula gives for a record, or why it gives nothing. Pure. */
export function previewValue(
  entityType: EntityType,
  draft: FieldDefinition,
  values: FieldValues,
): { readonly value: FieldValues[string]; readonly error: string | null } {
  const computed = computeFormulas({ ...entityType, fields: fieldsWith(entityType, draft) }, values);
  return { value: computed.values[draft.key] ?? null, error: computed.errors[draft.key] ?? null };
}

function fieldsWith(entityType: EntityType | undefined, draft: FieldDefinition): FieldDefinition[] {
  return [...(entityType?.fields ?? []).filter((field) => field.key !== draft.key), draft];
}
