import type { EntityType, FieldConfig, FieldDefinition, Problem, ResultType } from "@catalyst/contracts";
import { ExpressionError } from "../expression/expression-error.ts";
import { type CompiledFormula, formulaCompiler } from "./compile-formula.ts";

/** Formulas of one entity type at most: each is computed with every change of a record. */
export const FORMULA_LIMIT = 50;

/** What is wrong with a formula as it is to be: of a new field, or of one that the entity type has already. */
export function formulaProblems(entityType: EntityType, draft: FieldDefinition): readonly Problem[] {
  const others = entityType.fields.filter((field) => field.type === "formula" && field.key !== draft.key);
  if (others.length >= FORMULA_LIMIT)
    return [problem("expression", "too_many", `An entity type can have at most ${FORMULA_LIMIT} formulas.`)];
  const compiled = compileDraft(entityType, draft);
  if (compiled instanceof ExpressionError) return [problem("expression", "bad_formula", withPlace(compiled))];
  return resultProblem(compiled.gives, draft.config.resultType);
}

function compileDraft(entityType: EntityType, draft: FieldDefinition): CompiledFormula | ExpressionError {
  const fields = [...entityType.fields.filter((field) => field.key !== draft.key), draft];
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
