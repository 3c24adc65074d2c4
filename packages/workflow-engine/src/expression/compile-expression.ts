import type { FieldValues } from "@catalyst/contracts";
import { CEL_ENVIRONMENT } from "./cel-environment.ts";
import { ExpressionError } from "./expression-error.ts";
import { assertAllowed, type DataPath, dataPathsOf } from "./syntax-tree.ts";
import { type JsonValue, toJson } from "./to-json.ts";

/** What an expression can read. Absent values read as null, `previous` of a new record as empty. */
export type ExpressionScope = {
  readonly record: FieldValues;
  readonly previous: FieldValues | null;
  readonly changedFields: readonly string[];
  readonly steps: Readonly<Record<string, JsonValue>>;
  /** The instant that counts as now, ISO 8601. */
  readonly now: string;
};

/** A parsed, allowed expression. */
export type Expression = {
  readonly source: string;
  readonly paths: readonly DataPath[];
  /** The checker's type: `bool`, `string`, `dyn` and so on. */
  readonly type: string;
  /** @throws ExpressionError `evaluation` */
  readonly evaluate: (scope: ExpressionScope) => JsonValue;
};

/** Compiled expressions kept at most; graphs are small and few are hot. */
const CACHE_LIMIT = 2_000;
const cache = new Map<string, Expression>();

/** Parses and checks an expression. @throws ExpressionError `syntax` or `refused` */
export function compileExpression(source: string): Expression {
  const known = cache.get(source);
  if (known !== undefined) return known;
  const compiled = compile(source);
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(source, compiled);
  return compiled;
}

function compile(source: string): Expression {
  const program = attempt("syntax", () => CEL_ENVIRONMENT.parse(source));
  assertAllowed(program.ast);
  const checked = program.check();
  if (!checked.valid) throw new ExpressionError("syntax", firstLine(checked.error), checked.error);
  const paths = dataPathsOf(program.ast);
  return {
    source,
    paths,
    type: checked.type ?? "dyn",
    evaluate: (scope) => attempt("evaluation", () => toJson(program(activation(scope, paths)))),
  };
}

function attempt<T>(code: "syntax" | "evaluation", work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ExpressionError) throw error;
    throw new ExpressionError(code, firstLine(error), error);
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}

/** CEL refuses absent keys; people mean empty. So every path that the expression reads is made to exist. */
function activation(scope: ExpressionScope, paths: readonly DataPath[]): Record<string, unknown> {
  const roots: Record<string, unknown> = { record: scope.record, previous: scope.previous ?? {}, steps: scope.steps };
  for (const [root, ...keys] of paths) if (root !== undefined) roots[root] = withPath(roots[root], keys);
  return { ...roots, changedFields: scope.changedFields, now: new Date(scope.now) };
}

function withPath(value: unknown, keys: readonly string[]): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value ?? null;
  if (typeof value !== "object" && value !== null && value !== undefined) return value;
  if (Array.isArray(value)) return value;
  const own: Record<string, unknown> = { ...value };
  const child = Object.hasOwn(own, key) ? own[key] : null;
  return { ...own, [key]: rest.length === 0 ? child : withPath(child ?? {}, rest) };
}
