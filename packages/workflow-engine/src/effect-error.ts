/** How an effect failed. */
export type EffectFailure = {
  /** Trying again may help. */
  readonly retryable: boolean;
  /** True: it surely did not happen. False: nobody can know. */
  readonly definite: boolean;
  readonly cause?: unknown;
};

/**
 * An effect that was put off until another statement has failed there. Nobody can tell whose it was: the segment is done
 * again with each effect apart.
 */
export class LateEffectError extends Error {
  constructor(cause: unknown) {
    super("An effect that was put off has failed", { cause });
    this.name = "LateEffectError";
  }
}

/** An expected failure of a step's effect; the message is shown in the run's history. */
export class EffectError extends Error {
  readonly code: string;
  readonly retryable: boolean;
  readonly definite: boolean;

  constructor(code: string, message: string, failure: EffectFailure) {
    super(message, { cause: failure.cause });
    this.name = "EffectError";
    this.code = code;
    this.retryable = failure.retryable;
    this.definite = failure.definite;
  }
}
