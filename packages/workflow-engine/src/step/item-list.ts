import type { RunId } from "@catalyst/contracts";
import type { JsonValue } from "@catalyst/custom-fields/expression";
import type { ItemList } from "../run-state.ts";

/** A list as a step's output names it: with its run, so that shares and later tries of the run find it too. */
export function writeList(runId: RunId, key: string): string {
  return `${runId} ${key}`;
}

/** The list that an output names, or null. */
export function readList(output: JsonValue): ItemList | null {
  if (typeof output !== "string") return null;
  const cut = output.indexOf(" ");
  return cut < 1 ? null : { runId: output.slice(0, cut), key: output.slice(cut + 1) };
}
