import type { Pattern } from "./pattern.ts";

const ANYTHING: Pattern = { matches: () => true };

/** A browser leaves patterns to the server: RE2 is 50 kB, a ninth of the console, and JavaScript's own engine can hang. */
export function compilePattern(_pattern: string): Pattern | null {
  return ANYTHING;
}
