import type { StepOutcome } from "./apply-outcome.ts";
import type { JsonValue } from "@catalyst/custom-fields/expression";

/** A call that a segment has recorded as started. `request` null: it was started before a takeover and is stored. */
export type StartedCall = { readonly tokenId: string; readonly startedSeq: number; readonly request: JsonValue };

/** What came of a call. */
export type ExternalOutcome = { readonly tokenId: string; readonly outcome: StepOutcome };
