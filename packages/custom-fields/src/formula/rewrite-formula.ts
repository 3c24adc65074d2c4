import type { ASTNode } from "@marcbachmann/cel-js";
import { ExpressionError } from "../expression/expression-error.ts";
import { calledName, childrenOf } from "../expression/syntax-tree.ts";
import { DIVISION, EMPTY_NAME, labelFunction, labelled } from "./formula-environment.ts";
import type { FormulaInput } from "./formula-inputs.ts";
import { FORMULA_FUNCTIONS } from "./function/formula-functions.ts";

const NAMES = new Set(FORMULA_FUNCTIONS.map(({ name }) => name));
const VOLATILE =
  'gives another value every day, so what is stored would soon be wrong. Use a filter such as "in the last 30 days".';
const VOLATILE_NAMES: ReadonlySet<string> = new Set(["today", "now"]);
/** Names that people try, and what to write instead. */
const HINTS: Readonly<Record<string, string>> = {
  today: `today() ${VOLATILE}`,
  now: `now() ${VOLATILE}`,
  has: "Write !isEmpty(field) instead of has(field).",
  if: "Write condition ? one : other instead of if.",
  size: "Write length(text) instead of size(text).",
  string: "Write text(value) instead of string(value).",
  double: "Write number(text) instead of double(text).",
  int: "Write floor(number) instead of int(number).",
};

/**
 * Makes CEL's tree mean what people write in a formula: whole numbers are decimals, a division refuses zero, `label` knows
 * its field. In place, since the library has no way to build a tree. @throws ExpressionError `refused`
 */
export function rewriteFormula(root: ASTNode, inputs: readonly FormulaInput[]): void {
  const choices = new Set(labelled(inputs).map(({ name }) => name));
  const names = new Set([EMPTY_NAME, ...inputs.map(({ name }) => name)]);
  const visit = (node: ASTNode): void => {
    refuse(node);
    // Names of types are values in CEL: a field's key such as `double` must not silently mean one.
    if (node.op === "id" && !names.has(node.args))
      throw new ExpressionError("syntax", `Unknown variable: ${node.args}`, node);
    if (node.op === "value" && typeof node.args === "bigint") Object.assign(node, { args: Number(node.args) });
    if (node.op === "/") Object.assign(node, { op: DIVISION });
    if (node.op === "call" && node.args[0] === "label") bindLabel(node, choices);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(root);
}

/** For the check alone: in `condition ? amount : null` the empty branch has the other one's type, elsewhere any. */
export function typeEmptyValues(node: ASTNode): void {
  if (node.op === "?:") {
    const [condition, yes, no] = node.args;
    if (isNull(no) && !isNull(yes)) Object.assign(node, { args: [condition, yes, yes] });
    else if (isNull(yes) && !isNull(no)) Object.assign(node, { args: [condition, no, no] });
  }
  for (const child of childrenOf(node)) typeEmptyValues(child);
}

/** Texts of every form that CEL knows, which are left alone, or the word null. */
const TEXT_OR_NULL =
  /[rR]?"""[\s\S]*?"""|[rR]?'''[\s\S]*?'''|[rR]"[^"\n]*"|[rR]'[^'\n]*'|"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|\bnull\b/g;

/** The formula's text with another word for null. */
export function withEmptyName(source: string): string {
  return source.replace(TEXT_OR_NULL, (found) => (found === "null" ? EMPTY_NAME : found));
}

function isNull(node: ASTNode): boolean {
  return node.op === "id" && node.args === EMPTY_NAME;
}

function refuse(node: ASTNode): void {
  if (node.op === "%") throw new ExpressionError("refused", "Write mod(number, by) for the remainder.", node);
  if (node.op === "rcall")
    throw new ExpressionError("refused", `Write ${node.args[0]}(value) instead of value.${node.args[0]}().`, node);
  const name = calledName(node);
  if (name === null || NAMES.has(name)) return;
  const hint = HINTS[name.toLowerCase()] ?? (NAMES.has(name.toLowerCase()) ? `Write ${name.toLowerCase()}.` : "");
  const missing = VOLATILE_NAMES.has(name) ? "" : `There is no function "${name.slice(0, 40)}".`;
  throw new ExpressionError("refused", `${missing} ${hint}`.trim(), node);
}

function bindLabel(node: ASTNode & { readonly op: "call" }, choices: ReadonlySet<string>): void {
  const [argument, ...others] = node.args[1];
  if (argument?.op !== "id" || others.length > 0 || !choices.has(argument.args))
    throw new ExpressionError("refused", "label takes one choice field, such as label(status).", node);
  Object.assign(node, { args: [labelFunction(argument.args), node.args[1]] });
}
