import type { RunStepRecord } from "@catalyst/contracts";
import { isUndoing } from "./run-states.ts";

/** What a step did for one item of a loop; without a loop there is one, and its item is empty. */
export type StepItem = { readonly path: string; readonly item: string; readonly records: readonly RunStepRecord[] };

/** A step's records by the item that they are of, in the order of the items; what undoes the step is left out. Pure. */
export function stepItems(records: readonly RunStepRecord[]): readonly StepItem[] {
  const byPath = Map.groupBy(
    records.filter((record) => !isUndoing(record)),
    (record) => record.path,
  );
  return [...byPath].map(([path, own]) => ({ path, item: itemWords(path), records: own }));
}

/** Ordinals as people count: `/each[3]/in[0]` is "4 › 1", a share of a wide loop `/each[100-199]` is "101 to 200". */
function itemWords(path: string): string {
  return [...path.matchAll(/\[(\d+)(?:-(\d+))?\]/g)]
    .map(([, first, last]) => [first, last].flatMap((n) => (n === undefined ? [] : [String(Number(n) + 1)])).join("–"))
    .join(" › ");
}
