/** How an effect failed. */
export type EffectFailure = {
  /** Trying again may help. */
  readonly retryable: boolean;
  /** True: it surely did not happen. False: nobody can know. */
  readonly definite: boolean;
  readonly cause?: unknown;
};

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
