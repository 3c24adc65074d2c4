import type { EntityType, FieldDefinition, FieldValue, FieldValues } from "@catalyst/contracts";
import { ExpressionError } from "../expression/expression-error.ts";
import { type CompiledFormula, formulaCompiler } from "./compile-formula.ts";
import { dependencyOrder } from "./dependency-graph.ts";

/** Values of an entity type's formulas, by key, and for those that could not be computed (their value is empty) why. */
export type ComputedFormulas = { readonly values: FieldValues; readonly errors: Readonly<Record<string, string>> };

type Step = {
  readonly field: FieldDefinition;
  readonly formula: CompiledFormula | null;
  /** Why it can't be computed whatever the record holds. */
  readonly problem: string;
};

/** Formulas in the order of their dependencies, by entity type: metadata of another version is another object. */
const plans = new WeakMap<EntityType, readonly Step[]>();
const NOTHING: ComputedFormulas = { values: {}, errors: {} };

/** Computes all formulas of a record from its other values. Pure and total: an error is a result, never an exception. */
export function computeFormulas(entityType: EntityType, values: FieldValues): ComputedFormulas {
  const steps = stepsOf(entityType);
  if (steps.length === 0) return NOTHING;
  const known: Record<string, FieldValue> = { ...values };
  const computed: Record<string, FieldValue> = {};
  const errors: Record<string, string> = {};
  for (const step of steps) {
    const result = evaluate(step, known, errors);
    if (result.error !== null) errors[step.field.key] = result.error;
    computed[step.field.key] = result.value;
    known[step.field.key] = result.value;
  }
  return { values: computed, errors };
}

/** Whether records of an entity type have formulas. */
export function hasFormulas(entityType: EntityType): boolean {
  return stepsOf(entityType).length > 0;
}

type Result = { readonly value: FieldValue; readonly error: string | null };

function evaluate(step: Step, values: FieldValues, errors: Readonly<Record<string, string>>): Result {
  const { field, formula } = step;
  if (formula === null) return { value: null, error: step.problem };
  const failed = formula.reads.find((key) => errors[key] !== undefined);
  if (failed !== undefined) return { value: null, error: `${failed}: ${errors[failed]}` };
  try {
    return { value: formula.evaluate(values, field.config.resultType ?? "text"), error: null };
  } catch (error) {
    if (error instanceof ExpressionError) return { value: null, error: error.message };
    throw error;
  }
}

function stepsOf(entityType: EntityType): readonly Step[] {
  const known = plans.get(entityType);
  if (known !== undefined) return known;
  const steps = planSteps(entityType);
  plans.set(entityType, steps);
  return steps;
}

function planSteps(entityType: EntityType): readonly Step[] {
  const formulas = entityType.fields.filter((field) => field.type === "formula" && field.archivedAt === null);
  if (formulas.length === 0) return [];
  const compile = formulaCompiler(entityType.fields);
  const steps = new Map(formulas.map((field) => [field.key, toStep(field, compile)]));
  const sorted = dependencyOrder(new Map([...steps].map(([key, step]) => [key, step.formula?.reads ?? []])));
  // Definitions are checked before they are kept, so a cycle can only come from two changes at the same time.
  if (!sorted.ok) return [...steps.values()].map((step) => ({ ...step, formula: null, problem: "It reads itself" }));
  return sorted.order.flatMap((key) => steps.get(key) ?? []);
}

function toStep(field: FieldDefinition, compile: ReturnType<typeof formulaCompiler>): Step {
  try {
    return { field, formula: compile(field.config.expression ?? ""), problem: "" };
  } catch (error) {
    if (error instanceof ExpressionError) return { field, formula: null, problem: error.message };
    throw error;
  }
}
