/**
 * Where each page of a list begins. Pages are numbered on screen, but the server goes by cursor: page n + 1 begins
 * where page n ended, so the cursors of the pages seen are remembered for each list (entity type, filter, sort, size).
 */
export type PageCursors = {
  /** The cursor of the page, or the nearest known one before it. */
  nearest(list: string, page: number): { readonly page: number; readonly cursor: string | undefined };
  remember(list: string, page: number, cursor: string | null): void;
};

/** Lists that are remembered; older ones begin at page 1 again. */
const LISTS_KEPT = 50;

/** An empty memory. */
export function createPageCursors(): PageCursors {
  const lists = new Map<string, Map<number, string>>();
  return {
    nearest: (list, page) => {
      const known = lists.get(list);
      for (let candidate = page; candidate > 1; candidate -= 1) {
        const cursor = known?.get(candidate);
        if (cursor !== undefined) return { page: candidate, cursor };
      }
      return { page: 1, cursor: undefined };
    },
    remember: (list, page, cursor) => {
      const known = lists.get(list) ?? new Map<number, string>();
      lists.delete(list);
      lists.set(list, known);
      if (cursor === null) known.delete(page);
      else known.set(page, cursor);
      const oldest = lists.keys().next();
      if (lists.size > LISTS_KEPT && !oldest.done) lists.delete(oldest.value);
    },
  };
}
