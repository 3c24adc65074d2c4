import { DomainError } from "@catalyst/contracts";
import type { StepOutcome } from "./apply-outcome.ts";
import { EffectError } from "./effect-error.ts";
import { ExpressionError } from "@catalyst/custom-fields/expression";
import type { JsonValue } from "@catalyst/custom-fields/expression";

/** Leaves a segment's transaction, which its failed statement has spoilt, and says which step it was. */
export class StepFailure extends Error {
  readonly tokenId: string;
  readonly input: JsonValue;
  readonly outcome: StepOutcome;

  constructor(tokenId: string, failed: { readonly input: JsonValue; readonly outcome: StepOutcome }, cause: unknown) {
    super("A step failed inside its segment", { cause });
    this.name = "StepFailure";
    this.tokenId = tokenId;
    this.input = failed.input;
    this.outcome = failed.outcome;
  }
}

/** The outcome of an error that a step may have; null for one that says nothing about the step. */
export function failureOf(error: unknown): StepOutcome | null {
  if (error instanceof EffectError)
    return {
      kind: "failed",
      code: error.code,
      message: error.message,
      retryable: error.retryable,
      definite: error.definite,
    };
  if (error instanceof ExpressionError)
    return {
      kind: "failed",
      code: `expression_${error.code}`,
      message: error.message,
      retryable: false,
      definite: true,
    };
  if (!(error instanceof DomainError) || error.code === "unavailable" || error.code === "internal") return null;
  const details = error.problems.map((problem) => problem.message).join(" ");
  const retryable = error.code === "version_conflict" || error.code === "conflict";
  return {
    kind: "failed",
    code: error.code,
    message: details === "" ? error.message : details,
    retryable,
    definite: true,
  };
}
