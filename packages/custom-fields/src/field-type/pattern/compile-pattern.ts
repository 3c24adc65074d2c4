import { RE2JS } from "re2js";
import type { Pattern } from "./pattern.ts";

/** Compiled programs above this size are refused: `(a{1000}){1000}` must not cost memory. */
const REPEAT_LIMIT = 1_000;
const CACHE_LIMIT = 500;
const compiledPatterns = new Map<string, Pattern | null>();

/** A tenant's pattern as a program of linear time; null when it is not valid or would grow too big. */
export function compilePattern(pattern: string): Pattern | null {
  const known = compiledPatterns.get(pattern);
  if (known !== undefined) return known;
  if (compiledPatterns.size >= CACHE_LIMIT) compiledPatterns.clear();
  const compiled = tryCompile(pattern);
  compiledPatterns.set(pattern, compiled);
  return compiled;
}

function tryCompile(pattern: string): Pattern | null {
  const repeats = [...pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].map(([, low, high]) =>
    Math.max(Number(low), Number(high ?? 0)),
  );
  if (repeats.reduce((size, repeat) => size * Math.max(1, repeat), 1) > REPEAT_LIMIT) return null;
  try {
    return RE2JS.compile(pattern);
  } catch {
    // The only failure is a syntax error in the tenant's pattern; null says so.
    return null;
  }
}
