import type { CelEnvironment } from "../expression/cel-environment.ts";
import { boundedEnvironment, withNullComparisons } from "../expression/cel-environment.ts";
import { fieldTypeOf } from "../registry.ts";
import { CEL, type Call, type FormulaFunction } from "./function/formula-function.ts";
import { FORMULA_FUNCTIONS } from "./function/formula-functions.ts";
import { divide } from "./function/number.ts";
import type { FormulaInput } from "./formula-inputs.ts";

/** Stands for `/`: CEL's own division gives infinity, and can't be replaced. */
export const DIVISION = "%";
/** Stands for `null`, as a value of any type: CEL refuses a literal null beside a text. As long, so that places stay. */
export const EMPTY_NAME = "_nil";

const ARITHMETIC = ["+", "-", "*", DIVISION] as const;
const OPERAND_TYPES = ["double", "string", "google.protobuf.Timestamp", "google.protobuf.Duration"] as const;

/** What a formula is checked with: fields have their types, functions their signatures. Nothing is evaluated. */
export function checkEnvironment(inputs: readonly FormulaInput[]): CelEnvironment {
  const environment = CHECKED.clone();
  for (const { name, type } of inputs)
    if (typeof type === "string") environment.registerVariable(name, type);
    else environment.registerVariable({ name, schema: { ...type } });
  for (const input of labelled(inputs))
    environment.registerFunction(`${labelFunction(input.name)}(dyn): string`, (value: unknown) => value);
  return environment;
}

/** What a checked formula is evaluated with: any value may be empty, and arithmetic with an empty one gives empty. */
export function evaluationEnvironment(inputs: readonly FormulaInput[]): CelEnvironment {
  const environment = EVALUATED.clone();
  for (const { name } of inputs) environment.registerVariable(name, CEL.any);
  for (const input of labelled(inputs))
    environment.registerFunction(`${labelFunction(input.name)}(dyn): dyn`, labelsOf(input));
  return environment;
}

/** `label(tier)` is called under a name of its own for each choice field, since ids alone don't say whose label is meant. */
export function labelFunction(name: string): string {
  return `label_of_${name}`;
}

/** Choice fields, which have labels. */
export function labelled(inputs: readonly FormulaInput[]): readonly FormulaInput[] {
  return inputs.filter(({ field }) => fieldTypeOf(field).configKeys.includes("options"));
}

function labelsOf({ field }: FormulaInput): Call {
  const labels = new Map((field.config.options ?? []).map((option) => [option.id, option.label]));
  return (value) => {
    if (value === null || value === undefined) return null;
    const ids: readonly unknown[] = Array.isArray(value) ? value : [value];
    return ids.map((id) => labels.get(String(id)) ?? String(id)).join(", ");
  };
}

function registerForAny(environment: CelEnvironment, { name, signatures, call }: FormulaFunction): void {
  const counts = new Set(signatures.map(([parameters]) => parameters.length));
  for (const count of counts) {
    const parameters = Array.from({ length: count }, () => CEL.any);
    environment.registerFunction(`${name}(${parameters.join(", ")}): dyn`, call);
  }
}

function withDivision(environment: CelEnvironment): CelEnvironment {
  return environment
    .registerVariable(EMPTY_NAME, CEL.any)
    .registerOperator(`double ${DIVISION} double: double`, divide);
}

function withEmptyArithmetic(environment: CelEnvironment): CelEnvironment {
  for (const operator of ARITHMETIC) {
    for (const type of OPERAND_TYPES) {
      environment.registerOperator(`null ${operator} ${type}: null`, () => null);
      environment.registerOperator(`${type} ${operator} null: null`, () => null);
    }
    environment.registerOperator(`null ${operator} null: null`, () => null);
  }
  return environment.registerOperator("-null: null", () => null);
}

function withSignatures(environment: CelEnvironment): CelEnvironment {
  for (const { name, signatures, call } of FORMULA_FUNCTIONS)
    for (const [parameters, result] of signatures)
      environment.registerFunction(`${name}(${parameters.join(", ")}): ${result}`, call);
  return environment;
}

function withFunctions(environment: CelEnvironment): CelEnvironment {
  for (const entry of FORMULA_FUNCTIONS) registerForAny(environment, entry);
  return environment;
}

/** What is alike for all entity types is registered once: a clone costs a tenth of that. */
const CHECKED = withSignatures(withDivision(boundedEnvironment()));
const EVALUATED = withFunctions(withNullComparisons(withEmptyArithmetic(withDivision(boundedEnvironment()))));
