import { foldText } from "@catalyst/custom-fields";
import type { Candidate } from "./find-candidates.ts";

/**
 * Best first: the name is what was typed, the name begins so, the name holds the words, another field does; among
 * equals whole words, then the latest record, whose id is the greatest. Each record once. Pure.
 */
export function rankCandidates(candidates: readonly Candidate[], text: string): readonly Candidate[] {
  const wanted = foldText(text).trim();
  const best = new Map<string, Candidate & { readonly rank: number }>();
  for (const candidate of candidates) {
    const ranked = { ...candidate, rank: rankOf(candidate, wanted) };
    const known = best.get(candidate.id);
    if (known === undefined || ranked.rank < known.rank) best.set(candidate.id, ranked);
  }
  return [...best.values()].toSorted(
    (left, right) =>
      left.rank - right.rank || Number(right.exact) - Number(left.exact) || (left.id < right.id ? 1 : -1),
  );
}

function rankOf(candidate: Candidate, wanted: string): number {
  const name = foldText(candidate.display_name).trim();
  if (name === wanted) return 0;
  return name.startsWith(wanted) ? 1 : 1 + candidate.weight;
}
