import type { FieldValue } from "@catalyst/contracts";

/** What a text means as JSON, or why it can't be taken. */
export type ReadJson =
  | { readonly ok: true; readonly value: FieldValue }
  | { readonly ok: false; readonly problem: "invalid" }
  | { readonly ok: false; readonly problem: "number"; readonly number: string };

/** Strings first, so that digits inside them are no numbers. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** Digits that a number keeps on its way through every program. */
const SAFE_DIGITS = 15;

/** Reads JSON; an empty text is no value. Numbers that would be rounded are refused: parsing would hide it. Pure. */
export function readJson(text: string): ReadJson {
  if (text.trim() === "") return { ok: true, value: null };
  const rounded = (text.match(TOKENS) ?? []).find((token) => !token.startsWith('"') && !isExact(token));
  const value = parse(text);
  if (value === undefined) return { ok: false, problem: "invalid" };
  return rounded === undefined ? { ok: true, value } : { ok: false, problem: "number", number: rounded };
}

/** A value as people read it: indented. Pure. */
export function prettyJson(value: unknown): string {
  return value === null || value === undefined ? "" : JSON.stringify(value, null, 2);
}

function parse(text: string): FieldValue | undefined {
  try {
    return JSON.parse(text) as FieldValue;
  } catch {
    // Half-typed text: the caller says so.
    return undefined;
  }
}

function isExact(token: string): boolean {
  const digits = token
    .replace(/[eE].*$/, "")
    .replace(/\D/g, "")
    .replace(/^0+|0+$/g, "");
  return digits.length <= SAFE_DIGITS && Number.isFinite(Number(token));
}
