import type { StepOutcome } from "./apply-outcome.ts";
import type { JsonValue } from "@catalyst/custom-fields/expression";

/**
 * A call that a segment has recorded as started. `request` null: it was started before and is stored, but for its secrets,
 * which are in `fresh`, the same request rendered now (null where it can't be).
 */
export type StartedCall = {
  readonly tokenId: string;
  readonly startedSeq: number;
  readonly request: JsonValue;
  readonly fresh: JsonValue;
};

/** What came of a call. */
export type ExternalOutcome = { readonly tokenId: string; readonly outcome: StepOutcome };
