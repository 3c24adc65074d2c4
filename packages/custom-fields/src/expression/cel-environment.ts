import { Environment } from "@marcbachmann/cel-js";
import { RE2JS } from "re2js";
import { ExpressionError } from "./expression-error.ts";

/** Structure at most: enough for any rule that a person reads, too little to compute for long. */
const LIMITS = { maxAstNodes: 500, maxDepth: 32, maxListElements: 200, maxMapEntries: 100, maxCallArguments: 8 };
const PATTERN_LENGTH_LIMIT = 200;
const SUBJECT_LENGTH_LIMIT = 10_000;

/** Names that expressions may use, with their CEL types and functions. */
export type CelEnvironment = Environment;

/** An environment without names: limits alone. */
export function boundedEnvironment(): CelEnvironment {
  return new Environment({ homogeneousAggregateLiterals: false, limits: LIMITS });
}

/** The environment of a workflow's conditions, formulas and slots: CEL type by name of a variable. */
export function workflowEnvironment(variables: Readonly<Record<string, string>>): CelEnvironment {
  const environment = withFunctions(withNullComparisons(withMixedNumbers(boundedEnvironment())));
  for (const [name, type] of Object.entries(variables)) environment.registerVariable(name, type);
  return environment;
}

/** Values of fields are doubles and `2` is an int; nobody should have to write `2.0`. */
function withMixedNumbers(environment: CelEnvironment): CelEnvironment {
  const operators = {
    "+": (left: number, right: number) => left + right,
    "-": (left: number, right: number) => left - right,
    "*": (left: number, right: number) => left * right,
    "/": (left: number, right: number) => left / right,
  };
  for (const [operator, calculate] of Object.entries(operators)) {
    const handler = (left: unknown, right: unknown): number => calculate(Number(left), Number(right));
    environment.registerOperator(`double ${operator} int: double`, handler);
    environment.registerOperator(`int ${operator} double: double`, handler);
  }
  return environment;
}

/** An empty field is neither smaller nor greater than anything, instead of an error. */
export function withNullComparisons(environment: CelEnvironment): CelEnvironment {
  for (const operator of ["<", "<=", ">", ">="]) {
    for (const type of ["int", "double", "string", "bool", "google.protobuf.Timestamp"]) {
      environment.registerOperator(`null ${operator} ${type}: bool`, () => false);
      environment.registerOperator(`${type} ${operator} null: bool`, () => false);
    }
    environment.registerOperator(`null ${operator} null: bool`, () => false);
  }
  return environment;
}

function withFunctions(environment: CelEnvironment): CelEnvironment {
  return environment
    .registerFunction("dateOf(google.protobuf.Timestamp): string", dateOf)
    .registerFunction("isEmpty(dyn): bool", isEmpty)
    .registerFunction("containsValue(dyn, dyn): bool", containsValue)
    .registerFunction("startsWithValue(dyn, dyn): bool", startsWithValue)
    .registerFunction("regexMatch(dyn, string): bool", regexMatch);
}

/** The day of an instant in UTC, as date fields hold it. */
function dateOf(instant: unknown): string {
  if (!(instant instanceof Date)) throw new ExpressionError("evaluation", "dateOf takes an instant, such as now.");
  return instant.toISOString().slice(0, 10);
}

/** Whether a value counts as empty. */
export function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

function containsValue(whole: unknown, part: unknown): boolean {
  if (Array.isArray(whole)) return whole.includes(part);
  return typeof whole === "string" && typeof part === "string" && whole.toLowerCase().includes(part.toLowerCase());
}

function startsWithValue(whole: unknown, start: unknown): boolean {
  return typeof whole === "string" && typeof start === "string" && whole.toLowerCase().startsWith(start.toLowerCase());
}

/** Whether a pattern is found in a text. RE2 has no backtracking: its time is linear, which the built-in RegExp can't promise. */
export function regexMatch(subject: unknown, pattern: unknown): boolean {
  if (typeof subject !== "string" || typeof pattern !== "string") return false;
  if (pattern.length > PATTERN_LENGTH_LIMIT)
    throw new ExpressionError("refused", `A pattern can have ${PATTERN_LENGTH_LIMIT} characters.`);
  return RE2JS.compile(pattern).matcher(subject.slice(0, SUBJECT_LENGTH_LIMIT)).find();
}
