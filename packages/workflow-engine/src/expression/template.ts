import { compileExpression, type Expression, type ExpressionScope } from "./compile-expression.ts";
import { ExpressionError } from "@catalyst/custom-fields/expression";
import { escapeFor, type TemplateTarget } from "./escape.ts";

/** Literal text with `{{ CEL }}` slots. What a slot gives is escaped for its target and never read as a template again. */
export type Template = { readonly parts: readonly TemplatePart[] };
type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "slot"; readonly expression: Expression };

/** Longest text that a template may render. */
export const RENDERED_LENGTH_LIMIT = 100_000;

/** Parses a template. @throws ExpressionError */
export function parseTemplate(source: string): Template {
  const parts: TemplatePart[] = [];
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf("{{", at);
    if (open < 0) break;
    if (open > at) parts.push({ kind: "text", text: source.slice(at, open) });
    const close = slotEnd(source, open + 2);
    parts.push({ kind: "slot", expression: compileExpression(source.slice(open + 2, close).trim()) });
    at = close + 2;
  }
  if (at < source.length) parts.push({ kind: "text", text: source.slice(at) });
  return { parts };
}

/** Renders a template for one target. @throws ExpressionError */
export function renderTemplate(template: Template, scope: ExpressionScope, target: TemplateTarget): string {
  let rendered = "";
  for (const part of template.parts) {
    rendered += part.kind === "text" ? part.text : escapeFor(target, part.expression.evaluate(scope), rendered);
    if (rendered.length > RENDERED_LENGTH_LIMIT)
      throw new ExpressionError("evaluation", `The text is longer than ${RENDERED_LENGTH_LIMIT} characters.`);
  }
  return rendered;
}

/** Expressions in a template's slots. */
export function slotsOf(template: Template): readonly Expression[] {
  return template.parts.flatMap((part) => (part.kind === "slot" ? [part.expression] : []));
}

/** Where `}}` closes the slot: not inside a quoted text, and not where it closes a map inside the slot. */
function slotEnd(source: string, from: number): number {
  let quote = "";
  let depth = 0;
  for (let at = from; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (quote !== "") {
      if (character === "\\") at += 1;
      else if (character === quote) quote = "";
      continue;
    }
    if (character === '"' || character === "'") quote = character;
    else if (character === "{") depth += 1;
    else if (character === "}" && depth > 0) depth -= 1;
    else if (source.startsWith("}}", at)) return at;
  }
  throw new ExpressionError("syntax", "A slot that begins with {{ is not closed with }}.");
}
