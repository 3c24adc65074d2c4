import type { FieldDefinition, FieldValue, FieldValues, ResultType } from "@catalyst/contracts";
import { attempt, firstLine } from "../expression/compile-program.ts";
import { ExpressionError } from "../expression/expression-error.ts";
import { assertAllowed, dataPathsOf } from "../expression/syntax-tree.ts";
import { checkEnvironment, EMPTY_NAME, evaluationEnvironment } from "./formula-environment.ts";
import { formulaInputs, type FormulaInput, RESULT_CEL_TYPES, toCelValue, unreadable } from "./formula-inputs.ts";
import { inPlainWords, typeWord } from "./formula-message.ts";
import { toResult } from "./formula-result.ts";
import { rewriteFormula, typeEmptyValues, withEmptyName } from "./rewrite-formula.ts";

/** A formula that can be evaluated. */
export type CompiledFormula = {
  /** Keys of the fields that it reads. */
  readonly reads: readonly string[];
  /** What it gives, as the checker sees it; a day counts as an instant. Null: an empty value. */
  readonly gives: ResultType | null;
  /** The canonical value for a record's values. @throws ExpressionError `evaluation`, with what people are shown */
  readonly evaluate: (values: FieldValues, resultType: ResultType) => FieldValue;
};

/** Compiles formulas over the fields of one entity type. @throws ExpressionError `syntax` or `refused`, with a range */
export type CompileFormula = (source: string) => CompiledFormula;

/** A compiler for an entity type's fields; its environments are made once. */
export function formulaCompiler(fields: readonly FieldDefinition[]): CompileFormula {
  const inputs = formulaInputs(fields);
  const environments = { check: checkEnvironment(inputs), evaluate: evaluationEnvironment(inputs) };
  return (source) => {
    try {
      return compile(source, { fields, inputs, ...environments });
    } catch (error) {
      throw error instanceof ExpressionError ? inPlainWords(explained(error, fields), source) : error;
    }
  };
}

type Compiler = {
  readonly fields: readonly FieldDefinition[];
  readonly inputs: readonly FormulaInput[];
  readonly check: ReturnType<typeof checkEnvironment>;
  readonly evaluate: ReturnType<typeof evaluationEnvironment>;
};

function compile(source: string, compiler: Compiler): CompiledFormula {
  const { inputs } = compiler;
  const type = checkedType(source, compiler);
  const program = attempt("syntax", () => compiler.evaluate.parse(withEmptyName(source)));
  rewriteFormula(program.ast, inputs);
  const names = new Map(inputs.map((input) => [input.name, input]));
  const read = new Set(dataPathsOf(program.ast, new Set(names.keys())).map(([name]) => name));
  const used = inputs.filter(({ name }) => read.has(name));
  return {
    // Sorted, so that which error is told does not hang on the order of definitions.
    reads: used.map(({ field }) => field.key).toSorted(),
    gives: resultTypeOf(type, source),
    evaluate: (values, resultType) =>
      toResult(
        attempt("evaluation", (): unknown =>
          program(
            Object.fromEntries([
              [EMPTY_NAME, null],
              ...used.map((input) => [input.name, toCelValue(input, values)] as const),
            ]),
          ),
        ),
        resultType,
      ),
  };
}

function checkedType(source: string, { check, inputs }: Compiler): string {
  const program = attempt("syntax", () => check.parse(withEmptyName(source)));
  rewriteFormula(program.ast, inputs);
  assertAllowed(program.ast);
  typeEmptyValues(program.ast);
  const checked = program.check();
  if (checked.valid) return checked.type ?? "dyn";
  throw new ExpressionError("syntax", firstLine(checked.error), checked.error);
}

function resultTypeOf(type: string, source: string): ResultType | null {
  switch (type) {
    case RESULT_CEL_TYPES.text:
      return "text";
    case RESULT_CEL_TYPES.number:
      return "number";
    case RESULT_CEL_TYPES.boolean:
      return "boolean";
    case RESULT_CEL_TYPES.dateTime:
      return "dateTime";
    case "null":
    case "dyn":
      return null;
    default:
      throw new ExpressionError("refused", refusedResult(type), { range: { start: 0, end: source.length } });
  }
}

function refusedResult(type: string): string {
  const hint = type === "google.protobuf.Duration" ? ' Use dateDiff(from, to, "days") between two dates.' : "";
  return `A formula can't give ${typeWord(type)}.${hint}`;
}

/** A name that is a field's after all: says why it can't be read. */
function explained(error: ExpressionError, fields: readonly FieldDefinition[]): ExpressionError {
  const name = /^Unknown variable: (\S+)$/.exec(error.message)?.[1];
  const field = fields.find((candidate) => candidate.key === name);
  const reason = field === undefined ? null : (unreadable(field) ?? `Write field_${field.key} for ${field.label}.`);
  return reason === null ? error : new ExpressionError("refused", reason, error);
}
