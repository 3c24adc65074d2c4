/** An expression that can't be parsed, is not allowed, or failed; the message is for the person who wrote it. */
export class ExpressionError extends Error {
  readonly code: "syntax" | "refused" | "evaluation";

  constructor(code: ExpressionError["code"], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "ExpressionError";
    this.code = code;
  }
}
