import type { EntityType, FieldKey, Filter, SavedView, Sort } from "@catalyst/contracts";
import { listColumns, sourceOf } from "../list-columns.ts";

/** What a view holds, as the list shows it now. */
export type ListState = {
  readonly filter: Filter | null;
  readonly sort: Sort;
  /** Keys of the columns in order; null where nobody chose any. */
  readonly columns: readonly FieldKey[] | null;
};

/** What a list shows before anybody chose. */
export const FIRST_SORT: Sort = { field: "createdAt", direction: "desc" };

/** A column choice as the table keeps it: what is hidden, and where each column stands. */
export type ColumnChoice = {
  readonly hidden: readonly string[] | undefined;
  readonly ranks: readonly number[] | undefined;
};

/** The columns that a choice shows, in order; null without a choice. Pure. */
export function chosenColumns(entityType: EntityType, choice: ColumnChoice): readonly FieldKey[] | null {
  if (choice.hidden === undefined && choice.ranks === undefined) return null;
  const hidden = new Set(choice.hidden ?? []);
  const columns = listColumns(entityType);
  const ranked = columns
    .map((field, index) => ({ field, rank: choice.ranks?.indexOf(index) ?? index, index }))
    .map(({ field, rank, index }) => ({ field, at: rank === -1 ? index : rank }))
    .sort((left, right) => left.at - right.at);
  return ranked.filter(({ field }) => !hidden.has(sourceOf(field))).map(({ field }) => field.key);
}

/** A view's columns as the table keeps a choice. Pure. */
export function columnChoice(
  entityType: EntityType,
  columns: readonly FieldKey[],
): { readonly hidden: string[]; readonly ranks: number[] } {
  const all = listColumns(entityType);
  const indexes = new Map(all.map((field, index) => [field.key, index]));
  const shown = columns.flatMap((key) => indexes.get(key) ?? []);
  const rest = all.map((_, index) => index).filter((index) => !shown.includes(index));
  return { hidden: all.filter((field) => !columns.includes(field.key)).map(sourceOf), ranks: [...shown, ...rest] };
}

/** What a view holds. Pure. */
export function stateOfView(view: SavedView | null): ListState {
  return { filter: view?.filter ?? null, sort: view?.sort ?? FIRST_SORT, columns: view?.columns ?? null };
}

/** Whether a list differs from the view that it was opened with. Pure. */
export function differs(current: ListState, saved: ListState): boolean {
  return (
    JSON.stringify(normal(current.filter)) !== JSON.stringify(normal(saved.filter)) ||
    current.sort.field !== saved.sort.field ||
    current.sort.direction !== saved.sort.direction ||
    (current.columns !== null && current.columns.join() !== (saved.columns ?? current.columns).join())
  );
}

/** The same filter in the same words: a group of one is its part, keys stand in one order. */
function normal(filter: Filter | null): unknown {
  if (filter === null) return null;
  if (filter.kind === "condition") return [filter.field, filter.operator, JSON.stringify(filter.value, orderedKeys)];
  if (filter.filters.length === 0) return null;
  const [only, ...others] = filter.filters;
  return only !== undefined && others.length === 0 ? normal(only) : [filter.kind, filter.filters.map(normal)];
}

function orderedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => left.localeCompare(right)));
}
