import type { StepKey } from "@catalyst/contracts";
import type { RunState, Token } from "./run-state.ts";

/** The token of an id. Asking for one that the state does not have is a programmer's error. */
export function tokenOf(state: RunState, tokenId: string): Token {
  const token = state.tokens.find((candidate) => candidate.tokenId === tokenId);
  if (token === undefined) throw new Error(`Assertion failed: the run has no token ${tokenId}`);
  return token;
}

/** The state with a token in place of the one with its id. */
export function replaceToken(state: RunState, token: Token): RunState {
  return {
    ...state,
    tokens: state.tokens.map((candidate) => (candidate.tokenId === token.tokenId ? token : candidate)),
  };
}

/** A token that is about to run a step for the first time. */
export function freshToken(tokenNumber: number, stepKey: StepKey, path: string): Token {
  return { tokenId: `t${tokenNumber}`, stepKey, path, attempt: 1, effect: 1, doubt: null, position: { kind: "ready" } };
}

/** The state with a token more. */
export function addToken(state: RunState, stepKey: StepKey, change: Partial<Token>): RunState {
  const token = { ...freshToken(state.nextToken, stepKey, ""), ...change };
  return { ...state, tokens: [...state.tokens, token], nextToken: state.nextToken + 1 };
}

/** The state without some tokens. */
export function dropTokens(state: RunState, dropped: readonly Token[]): RunState {
  const ids = new Set(dropped.map((token) => token.tokenId));
  return { ...state, tokens: state.tokens.filter((token) => !ids.has(token.tokenId)) };
}
