import type { FieldValue, ValueExpression } from "@catalyst/contracts";
import { compileExpression, type Expression, type ExpressionScope } from "./compile-expression.ts";
import { parseTemplate, renderTemplate, slotsOf, type Template } from "./template.ts";

/** The field value that a form's expression gives. @throws ExpressionError */
export function resolveValue(value: ValueExpression, scope: ExpressionScope): FieldValue {
  switch (value.kind) {
    case "literal":
      return value.value;
    case "template":
      return resolveTemplate(parseTemplate(value.text), scope);
    case "formula":
      return compileExpression(value.cel).evaluate(scope);
  }
}

/** Every expression inside a form's value. @throws ExpressionError */
export function expressionsIn(value: ValueExpression): readonly Expression[] {
  switch (value.kind) {
    case "literal":
      return [];
    case "template":
      return slotsOf(parseTemplate(value.text));
    case "formula":
      return [compileExpression(value.cel)];
  }
}

/** A template that is one slot and nothing else keeps the value's type, so that a number stays a number. */
function resolveTemplate(template: Template, scope: ExpressionScope): FieldValue {
  const [only, ...others] = template.parts;
  if (only?.kind === "slot" && others.length === 0) return only.expression.evaluate(scope);
  return renderTemplate(template, scope, "text");
}
