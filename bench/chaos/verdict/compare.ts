/** What differs between what must have happened and what has. */
export type Difference = { readonly lost: readonly string[]; readonly doubled: readonly string[] };

/** Compares two counts of effects; an effect that nobody expects counts as doubled. */
export function compare(expected: ReadonlyMap<string, number>, done: ReadonlyMap<string, number>): Difference {
  const lost: string[] = [];
  const doubled: string[] = [];
  for (const effect of new Set([...expected.keys(), ...done.keys()])) {
    const missing = (expected.get(effect) ?? 0) - (done.get(effect) ?? 0);
    if (missing > 0) lost.push(...Array.from({ length: missing }, () => effect));
    if (missing < 0) doubled.push(...Array.from({ length: -missing }, () => effect));
  }
  return { lost, doubled };
}

/** How often each effect is in a list. */
export function countEffects(effects: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const effect of effects) counts.set(effect, (counts.get(effect) ?? 0) + 1);
  return counts;
}
