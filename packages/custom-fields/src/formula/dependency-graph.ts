/** What reads what: for each computed field the computed fields that it reads. */
export type DependencyGraph = ReadonlyMap<string, readonly string[]>;

/** An order in which each comes after what it reads and the longest chain, or a path that comes back to its begin. */
export type DependencyOrder =
  | { readonly ok: true; readonly order: readonly string[]; readonly depth: number }
  | { readonly ok: false; readonly cycle: readonly string[] };

/** Sorts a graph by its dependencies, with ties in the order of its keys. Pure; reads outside the graph don't count. */
export function dependencyOrder(graph: DependencyGraph): DependencyOrder {
  const depths = new Map<string, number>();
  const order: string[] = [];
  for (const start of graph.keys()) {
    const cycle = visit(graph, start, { depths, order, path: [] });
    if (cycle !== null) return { ok: false, cycle };
  }
  return { ok: true, order, depth: Math.max(0, ...depths.values()) };
}

type Visit = { readonly depths: Map<string, number>; readonly order: string[]; readonly path: readonly string[] };

function visit(graph: DependencyGraph, key: string, at: Visit): readonly string[] | null {
  if (at.depths.has(key)) return null;
  if (at.path.includes(key)) return [...at.path.slice(at.path.indexOf(key)), key];
  const reads = (graph.get(key) ?? []).filter((read) => graph.has(read));
  for (const read of reads) {
    const cycle = visit(graph, read, { ...at, path: [...at.path, key] });
    if (cycle !== null) return cycle;
  }
  at.depths.set(key, 1 + Math.max(0, ...reads.map((read) => at.depths.get(read) ?? 0)));
  at.order.push(key);
  return null;
}
