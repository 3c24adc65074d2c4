import type { FieldValues } from "@catalyst/contracts";
import {
  type CelProgram,
  compileProgram,
  type DataPath,
  type JsonValue,
  workflowEnvironment,
} from "@catalyst/custom-fields/expression";

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

const ROOTS: ReadonlySet<string> = new Set(["record", "previous", "steps"]);
const ENVIRONMENT = workflowEnvironment({
  record: "map",
  previous: "map",
  changedFields: "list<string>",
  steps: "map",
  now: "google.protobuf.Timestamp",
});

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
  const { paths, type, run }: CelProgram = compileProgram(ENVIRONMENT, source, ROOTS);
  return { source, paths, type, evaluate: (scope) => run(activation(scope, paths)) };
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
