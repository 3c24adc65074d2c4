/** Where in an expression's text something is, in UTF-16 units; `end` is behind it. */
export type TextRange = { readonly start: number; readonly end: number };

/** An expression that can't be parsed, is not allowed, or failed; the message is for the person who wrote it. */
export class ExpressionError extends Error {
  readonly code: "syntax" | "refused" | "evaluation";
  /** The part of the text that is meant, where one is known. */
  readonly range: TextRange | null;

  constructor(code: ExpressionError["code"], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "ExpressionError";
    this.code = code;
    this.range = rangeOf(cause);
  }
}

/** Errors of the CEL library, and places in a syntax tree, know their range. */
function rangeOf(cause: unknown): TextRange | null {
  const range = typeof cause === "object" && cause !== null && "range" in cause ? cause.range : null;
  if (typeof range !== "object" || range === null || !("start" in range) || !("end" in range)) return null;
  const { start, end } = range;
  return typeof start === "number" && typeof end === "number" ? { start, end } : null;
}
