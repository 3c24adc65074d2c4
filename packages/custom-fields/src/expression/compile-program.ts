import type { CelEnvironment } from "./cel-environment.ts";
import { ExpressionError } from "./expression-error.ts";
import { assertWithinBudget, type Meter, meterTree } from "./meter.ts";
import { assertAllowed, type DataPath, dataPathsOf, hasLoop } from "./syntax-tree.ts";
import { type JsonValue, toJson } from "./to-json.ts";

/** A parsed, allowed and checked expression. */
export type CelProgram = {
  readonly source: string;
  /** What it reads below the roots. */
  readonly paths: readonly DataPath[];
  /** The checker's type: `bool`, `string`, `dyn` and so on. */
  readonly type: string;
  /** Evaluates with the values of all variables. @throws ExpressionError `evaluation` */
  readonly run: (variables: Readonly<Record<string, unknown>>) => JsonValue;
};

/** Parses and checks an expression. @throws ExpressionError `syntax` or `refused` */
export function compileProgram(environment: CelEnvironment, source: string, roots: ReadonlySet<string>): CelProgram {
  const program = attempt("syntax", () => environment.parse(source));
  assertAllowed(program.ast);
  const checked = program.check();
  if (!checked.valid) throw new ExpressionError("syntax", firstLine(checked.error), checked.error);
  const paths = dataPathsOf(program.ast, roots);
  const meter: Meter = { spent: 0 };
  // Values of one record are small and each is looked at once; lists and what steps gave may be large.
  if (hasLoop(program.ast) || paths.some(([root]) => root === "steps")) meterTree(program.ast, meter);
  return {
    source,
    paths,
    type: checked.type ?? "dyn",
    run: (variables) => {
      meter.spent = 0;
      return attempt("evaluation", () => {
        const value: unknown = program(variables);
        assertWithinBudget(meter);
        return toJson(value);
      });
    },
  };
}

/** Runs a part of the CEL library, whose errors become an `ExpressionError` with their first line. */
export function attempt<T>(code: "syntax" | "evaluation", work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ExpressionError) throw error;
    throw new ExpressionError(code, firstLine(error), error);
  }
}

/** What an error of the library says; the lines after the first draw the place. */
export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
