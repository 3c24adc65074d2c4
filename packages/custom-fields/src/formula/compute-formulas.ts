import type { EntityType, FieldDefinition, FieldValue, FieldValues } from "@catalyst/contracts";
import { ExpressionError } from "../expression/expression-error.ts";
import { type CompiledFormula, type CompileFormula, formulaCompiler } from "./compile-formula.ts";
import { dependencyOrder } from "./dependency-graph.ts";

/** Values of an entity type's formulas, by key, and for those that could not be computed (their value is empty) why. */
export type ComputedFormulas = { readonly values: FieldValues; readonly errors: Readonly<Record<string, string>> };

type Step = {
  readonly field: FieldDefinition;
  readonly formula: CompiledFormula | null;
  /** Why it can't be computed whatever the record holds. */
  readonly problem: string;
  /** Names of all formulas, by key. */
  readonly labels: ReadonlyMap<string, string>;
};

/** Formulas in the order of their dependencies, by entity type: metadata of another version is another object. */
const plans = new WeakMap<EntityType, FormulaPlan>();
type FormulaPlan = { readonly steps: readonly Step[]; readonly fields: readonly FieldDefinition[] };
const NOTHING: ComputedFormulas = { values: {}, errors: {} };

/** Computes all formulas of a record from its other values. Pure and total: an error is a result, never an exception. */
export function computeFormulas(entityType: EntityType, values: FieldValues): ComputedFormulas {
  const { steps } = planOf(entityType);
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

/** The formulas of an entity type, in the order in which they are computed. */
export function formulaFields(entityType: EntityType): readonly FieldDefinition[] {
  return planOf(entityType).fields;
}

type Errors = Readonly<Record<string, string>>;
type Result = { readonly value: FieldValue; readonly error: string | null };

function evaluate({ field, formula, problem, labels }: Step, values: FieldValues, errors: Errors): Result {
  if (formula === null) return { value: null, error: problem };
  const failed = formula.reads.find((key) => errors[key] !== undefined);
  if (failed !== undefined) return { value: null, error: `${labels.get(failed) ?? failed}: ${errors[failed]}` };
  try {
    return { value: formula.evaluate(values, field.config.resultType ?? "text"), error: null };
  } catch (error) {
    if (error instanceof ExpressionError) return { value: null, error: error.message };
    throw error;
  }
}

function planOf(entityType: EntityType): FormulaPlan {
  const known = plans.get(entityType);
  if (known !== undefined) return known;
  const steps = planSteps(entityType);
  const plan = { steps, fields: steps.map((step) => step.field) };
  plans.set(entityType, plan);
  return plan;
}

function planSteps(entityType: EntityType): readonly Step[] {
  const formulas = entityType.fields.filter((field) => field.type === "formula" && field.archivedAt === null);
  if (formulas.length === 0) return [];
  const compile = formulaCompiler(entityType.fields);
  const labels = new Map(formulas.map((field) => [field.key, field.label]));
  const steps = new Map(formulas.map((field) => [field.key, { ...toStep(field, compile), labels }]));
  const sorted = dependencyOrder(new Map([...steps].map(([key, step]) => [key, step.formula?.reads ?? []])));
  // Definitions are checked before they are kept, so a cycle can only come from two changes at the same time.
  if (!sorted.ok) return [...steps.values()].map((step) => ({ ...step, formula: null, problem: "It reads itself" }));
  return sorted.order.flatMap((key) => steps.get(key) ?? []);
}

function toStep(field: FieldDefinition, compile: CompileFormula): Omit<Step, "labels"> {
  try {
    return { field, formula: compile(field.config.expression ?? ""), problem: "" };
  } catch (error) {
    if (error instanceof ExpressionError) return { field, formula: null, problem: error.message };
    throw error;
  }
}
