import type { ASTNode } from "@marcbachmann/cel-js";
import { ExpressionError } from "./expression-error.ts";

/** A value that an expression reads: `["record", "tier"]`, `["steps", "s1", "status"]`. */
export type DataPath = readonly string[];

const LOOPS = new Set(["all", "exists", "exists_one", "map", "filter", "sortBy", "transformList", "transformMap"]);

const SEPARATOR_LENGTH_LIMIT = 20;

/** Names of JavaScript's own objects, by which values are told apart; no field can have them. */
const NO_FIELDS: ReadonlySet<string> = new Set(["__proto__", "constructor"]);

/** Refused by name, whether called as a function or on a value. */
const REFUSED: Readonly<Record<string, string>> = {
  matches: "Use regexMatch(text, pattern) instead of matches: it can't run for ever.",
  bind: "cel.bind is not available.",
  block: "cel.block is not available.",
};

/** Refuses what could run long: built-in regular expressions, bindings that double, loops inside loops. */
export function assertAllowed(node: ASTNode): void {
  visit(node, false);
}

function visit(node: ASTNode, insideLoop: boolean): void {
  if ((node.op === "." || node.op === ".?") && NO_FIELDS.has(node.args[1]))
    throw new ExpressionError("refused", "There is no such value.");
  const name = calledName(node);
  const refusal = name === null ? undefined : REFUSED[name];
  if (refusal !== undefined) throw new ExpressionError("refused", refusal);
  if (name === "join") assertSeparator(node);
  const loops = isLoop(node);
  if (loops && insideLoop) throw new ExpressionError("refused", "A loop inside a loop is not available.");
  for (const child of childrenOf(node)) visit(child, insideLoop || loops);
}

/** Whether a node does something for each item of a list. */
export function isLoop(node: ASTNode): boolean {
  return node.op === "rcall" && LOOPS.has(node.args[0]);
}

/** Whether a tree has a loop anywhere. */
export function hasLoop(node: ASTNode): boolean {
  return isLoop(node) || childrenOf(node).some(hasLoop);
}

/** A long separator between many texts would be more than fits into memory. */
function assertSeparator(node: ASTNode): void {
  const [, separator] = childrenOf(node);
  if (separator === undefined) return;
  const isShort =
    separator.op === "value" && typeof separator.args === "string" && separator.args.length <= SEPARATOR_LENGTH_LIMIT;
  if (!isShort)
    throw new ExpressionError(
      "refused",
      `What join puts between texts must be a fixed text of ${SEPARATOR_LENGTH_LIMIT} characters at most.`,
    );
}

/** The function that a node calls, whether as a function or on a value; null for any other node. */
export function calledName(node: ASTNode): string | null {
  return node.op === "call" || node.op === "rcall" ? node.args[0] : null;
}

/** Every path below the roots that the expression reads by fixed names. */
export function dataPathsOf(node: ASTNode, roots: ReadonlySet<string>): readonly DataPath[] {
  const path = pathOf(node);
  if (path !== null) return roots.has(path[0] ?? "") ? [path] : [];
  return childrenOf(node).flatMap((child) => dataPathsOf(child, roots));
}

function pathOf(node: ASTNode): DataPath | null {
  if (node.op === "id") return [node.args];
  if (node.op === ".") return extend(node.args[0], node.args[1]);
  if (node.op === "[]" && node.args[1].op === "value" && typeof node.args[1].args === "string")
    return extend(node.args[0], node.args[1].args);
  return null;
}

function extend(parent: ASTNode, key: string): DataPath | null {
  const path = pathOf(parent);
  return path === null ? null : [...path, key];
}

/** Operands of any node: arguments are nodes, lists of nodes, or plain names and literals. */
export function childrenOf(node: ASTNode): readonly ASTNode[] {
  return nodesIn(node.op === "value" || node.op === "id" ? [] : node.args);
}

function nodesIn(value: unknown): readonly ASTNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  return isNode(value) ? [value] : [];
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === "object" && value !== null && "op" in value && "args" in value;
}
