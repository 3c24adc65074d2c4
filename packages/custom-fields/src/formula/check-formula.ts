import type { EntityType, FieldConfig, FieldDefinition, Problem, ResultType } from "@catalyst/contracts";
import { ExpressionError } from "../expression/expression-error.ts";
import { type CompiledFormula, formulaCompiler } from "./compile-formula.ts";

/** Formulas of one entity type at most: each is computed with every change of a record. */
export const FORMULA_LIMIT = 50;

/** A formula as it is to be: of a new field, or of one that is in the entity type already. */
export type FormulaDraft = { readonly key: string; readonly label: string; readonly config: FieldConfig };

/** What is wrong with a formula's expression, by itself. */
export function formulaProblems(entityType: EntityType, draft: FormulaDraft): readonly Problem[] {
  const others = entityType.fields.filter((field) => field.type === "formula" && field.key !== draft.key);
  if (others.length >= FORMULA_LIMIT)
    return [problem("expression", "too_many", `An entity type can have at most ${FORMULA_LIMIT} formulas.`)];
  const compiled = compileDraft(entityType.fields, draft);
  if (compiled instanceof ExpressionError) return [problem("expression", "bad_formula", withPlace(compiled))];
  return resultProblem(compiled.gives, draft.config.resultType);
}

/** Compiles what somebody writes, with the field itself among the fields when it is known already. */
function compileDraft(fields: readonly FieldDefinition[], draft: FormulaDraft): CompiledFormula | ExpressionError {
  try {
    return formulaCompiler(fields)(draft.config.expression ?? "");
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
}

function resultProblem(gives: ResultType | null, wanted: ResultType | undefined): readonly Problem[] {
  if (gives === null || wanted === undefined || fits(gives, wanted)) return [];
  return [
    problem("resultType", "wrong_type", `The formula gives ${RESULT_WORDS[gives]}, not ${RESULT_WORDS[wanted]}.`),
  ];
}

/** Whether a result may be kept as a type: a day and an instant are alike to a formula. */
export function fits(gives: ResultType, wanted: ResultType): boolean {
  return gives === wanted || (gives === "dateTime" && wanted === "date");
}

const RESULT_WORDS: Readonly<Record<ResultType, string>> = {
  text: "a text",
  number: "a number",
  boolean: "yes or no",
  date: "a date",
  dateTime: "a date",
};

function withPlace(error: ExpressionError): string {
  return error.range === null ? error.message : `${error.message} (At character ${error.range.start + 1}.)`;
}

function problem(setting: keyof FieldConfig, code: string, message: string): Problem {
  return { field: `config.${setting}`, code, message };
}
