import type { JsonValue } from "@catalyst/custom-fields/expression";
import { withReference } from "./large-output.ts";
import type { PayloadRef } from "./ports.ts";
import { STATE_LIMIT_BYTES, STATE_OUTPUT_LIMIT_BYTES, type RunState } from "./run-state.ts";

/** Longest text that an output too large for the state keeps. */
const KEPT_TEXT_LENGTH = 500;
/** Values of an output, or of an object inside it, that are kept then. */
const KEPT_VALUES = 10;

/** Whether a state may be stored. */
export function fitsState(state: RunState): boolean {
  return jsonBytes(state) <= STATE_LIMIT_BYTES;
}

/**
 * An output as state and history keep it: whole if small, else its short values, `truncated: true`, and where the whole is
 * (`whole`, left out where nobody keeps it). The very same value if it is whole.
 */
export function fitOutput(output: JsonValue, whole?: Omit<PayloadRef, "bytes">): JsonValue {
  const bytes = jsonBytes(output);
  if (bytes <= STATE_OUTPUT_LIMIT_BYTES) return output;
  const short = { ...shortValues(output), truncated: true };
  return whole === undefined ? short : withReference(short, { ...whole, bytes });
}

/** Short values of the output, and of records and the like inside it where they fit too. */
function shortValues(output: JsonValue): Readonly<Record<string, JsonValue>> {
  if (!isObject(output)) return {};
  const nested = shorten(output, (inner) => (isObject(inner) ? shorten(inner, () => null) : null));
  return jsonBytes(nested) <= STATE_OUTPUT_LIMIT_BYTES ? nested : shorten(output, () => null);
}

type JsonObject = { readonly [key: string]: JsonValue };

function shorten(value: JsonObject, inner: (value: JsonValue) => JsonValue | null): Record<string, JsonValue> {
  const short = Object.entries(value).flatMap(([key, part]): [string, JsonValue][] => {
    if (typeof part === "string") return [[key, part.slice(0, KEPT_TEXT_LENGTH)]];
    if (part === null || typeof part !== "object") return [[key, part]];
    const kept = inner(part);
    return kept === null ? [] : [[key, kept]];
  });
  return Object.fromEntries(short.slice(0, KEPT_VALUES));
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
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
