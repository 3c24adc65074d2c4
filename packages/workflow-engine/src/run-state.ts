import type { StepKey } from "@catalyst/contracts";
import type { JsonValue } from "@catalyst/custom-fields/expression";

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
  /** The token undoes its step, after the run has failed. */
  readonly undo?: true;
};

/** Why a token sleeps. The first two end by time alone; the others by what arrives, at the latest when they are due. */
export type WaitReason = "delay" | "retry" | "event" | "approval" | "child";

/** A token asleep. `key` is what an event names to end it; `dueAt` null: it waits for as long as it takes. */
export type WaitingPosition = {
  readonly kind: "waiting";
  readonly waitId: string;
  readonly reason: WaitReason;
  readonly dueAt: string | null;
  readonly key?: string;
  /** What the step has to know when it goes on, such as how often it has reminded. */
  readonly memo?: JsonValue;
};

/** Items that a loop goes through, fixed when they were found: rows of `workflow_run_items`, of this run or of the one that it belongs to. */
export type ItemList = { readonly runId: string; readonly key: string };

/** A loop at work: `next` is the ordinal of the item that begins next. Its bodies run at `path/key[ordinal]`. */
export type LoopPosition = {
  readonly kind: "loop";
  readonly list: ItemList;
  readonly next: number;
  /** The ordinal after the last item. */
  readonly end: number;
  readonly failed: number;
  /** Child runs at a time; 0: the items run here, one after the other. */
  readonly width: number;
  /** A child run's share of a loop: it ends with its items instead of going on behind the loop. */
  readonly slice: boolean;
};

/** What a token does: about to run, an external call begun, asleep, going through items, or failed for good. */
export type TokenPosition =
  | { readonly kind: "ready" }
  | { readonly kind: "external"; readonly startedSeq: number; readonly startedAt: string }
  | WaitingPosition
  | LoopPosition
  | { readonly kind: "failed"; readonly message: string };

/** Arrivals at a step that several edges enter. It fires when all came, if one of them was alive. */
export type JoinCounter = { readonly arrived: number; readonly live: boolean };

/** A step that was done and can be undone. */
export type Undoable = { readonly stepKey: StepKey; readonly path: string };

/** How a run ends that a step, or a failure, has ended: after what is left to undo. */
export type RunEnding = {
  readonly status: "completed" | "failed";
  readonly message: string | null;
  readonly undo: boolean;
};

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
  /** Steps that a failure will undo, the last one first. */
  readonly undo?: readonly Undoable[];
  /** Set once the run can only end. */
  readonly ending?: RunEnding;
  /** What the run gives to the workflow that called it. */
  readonly result?: JsonValue;
};

/** Bytes of JSON; the database allows 64 kB of its own, looser notation. */
export const STATE_LIMIT_BYTES = 48_000;
/** An output longer than this stays in the history; the state keeps its short values. */
export const STATE_OUTPUT_LIMIT_BYTES = 8_000;

/** The key under which a step's effect happens once: `run:step:path`, and the effect's number from the second on. */
export function idempotencyKeyOf(runId: string, token: Token): string {
  const key = `${runId}:${token.stepKey}:${token.path}${token.undo === true ? ":undo" : ""}`;
  return token.effect === 1 ? key : `${key}:${token.effect}`;
}
