import type { JsonValue } from "@catalyst/custom-fields/expression";
import { STATE_LIMIT_BYTES, STATE_OUTPUT_LIMIT_BYTES, type RunState } from "./run-state.ts";

/** Longest text that an output too large for the state keeps. */
const KEPT_TEXT_LENGTH = 500;

/** Whether a state may be stored. */
export function fitsState(state: RunState): boolean {
  return jsonBytes(state) <= STATE_LIMIT_BYTES;
}

/** An output as the state keeps it: whole if small, else its short top-level values and `truncated: true`. */
export function fitOutput(output: JsonValue): JsonValue {
  if (jsonBytes(output) <= STATE_OUTPUT_LIMIT_BYTES) return output;
  if (typeof output !== "object" || output === null || Array.isArray(output)) return { truncated: true };
  const short = Object.entries(output).flatMap(([key, value]): [string, JsonValue][] => {
    if (typeof value === "string") return [[key, value.slice(0, KEPT_TEXT_LENGTH)]];
    return value === null || typeof value !== "object" ? [[key, value]] : [];
  });
  return { ...Object.fromEntries(short.slice(0, 10)), truncated: true };
}

/** Bytes of the value's JSON in UTF-8. */
function jsonBytes(value: unknown): number {
  const text = JSON.stringify(value);
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) bytes += 1;
    else bytes += unit < 0x800 ? 2 : 3;
  }
  return bytes;
}
