import type { ErrorCode } from "./error-code.ts";

/** One thing wrong with one input; `field` is the field's key or a path such as `steps.s1.config.to`. */
export type Problem = { readonly field: string; readonly code: string; readonly message: string };

/** What an error carries beside its code and sentence. */
export type DomainErrorDetails = {
  readonly problems?: readonly Problem[];
  /** For `version_conflict`: the version that is stored now. */
  readonly currentVersion?: number;
  readonly cause?: unknown;
};

/** An expected failure: a code of the closed union and a sentence that says what to do. Never holds another person's data. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly problems: readonly Problem[];
  readonly currentVersion: number | undefined;

  constructor(code: ErrorCode, message: string, details: DomainErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = "DomainError";
    this.code = code;
    this.problems = details.problems ?? [];
    this.currentVersion = details.currentVersion;
  }
}

/** Throws for something that only a programmer can have got wrong. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Assertion failed: ${message}`);
}
