import type { StepKey } from "@catalyst/contracts";
import type { JsonValue } from "./expression/to-json.ts";

/** A position in the graph. A run that forks has several; a loop puts its item into `path`. */
export type Token = {
  readonly tokenId: string;
  readonly stepKey: StepKey;
  /** Loop and branch stack; part of the idempotency key. */
  readonly path: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Raised by a failure that surely had no effect; part of the idempotency key. */
  readonly effect: number;
  /**
   * The history row of a call that may have had its effect. From then on key and request stay, whatever the repeats
   * answer: receivers refuse a known key with another request.
   */
  readonly doubt: number | null;
  readonly position: TokenPosition;
};

/** What a token does: about to run, an external call begun, asleep until `dueAt`, or failed for good. */
export type TokenPosition =
  | { readonly kind: "ready" }
  | { readonly kind: "external"; readonly startedSeq: number; readonly startedAt: string }
  | { readonly kind: "waiting"; readonly waitId: string; readonly reason: "delay" | "retry"; readonly dueAt: string }
  | { readonly kind: "failed"; readonly message: string };

/** Arrivals at a step that several edges enter. It fires when all came, if one of them was alive. */
export type JoinCounter = { readonly arrived: number; readonly live: boolean };

/** All that deciding needs to know of a run. Kept as JSON beside the run; at most `STATE_LIMIT_BYTES`. */
export type RunState = {
  readonly schema: 1;
  /** History rows written so far. */
  readonly seq: number;
  readonly nextToken: number;
  readonly tokens: readonly Token[];
  readonly joins: Readonly<Record<string, JoinCounter>>;
  /** What finished steps gave, by step key: `steps.<key>` in expressions. */
  readonly outputs: Readonly<Record<string, JsonValue>>;
};

/** Bytes of JSON; the database allows 64 kB of its own, looser notation. */
export const STATE_LIMIT_BYTES = 48_000;
/** An output longer than this stays in the history; the state keeps its short values. */
export const STATE_OUTPUT_LIMIT_BYTES = 8_000;

/** The key under which a step's effect happens once: `run:step:path`, and the effect's number from the second on. */
export function idempotencyKeyOf(runId: string, token: Token): string {
  const key = `${runId}:${token.stepKey}:${token.path}`;
  return token.effect === 1 ? key : `${key}:${token.effect}`;
}
