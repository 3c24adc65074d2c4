import type { EntityType, Filter, SavedView } from "@catalyst/contracts";
import { useEffect } from "react";
import { useListContext, useStore } from "react-admin";
import { useNavigate } from "react-router-dom";
import type { ListFilter } from "../../provider/data-provider.ts";
import { useViews } from "../../provider/views.ts";
import { tableKey } from "./table-key.ts";
import { chosenColumns, columnChoice, differs, FIRST_SORT, type ListState, stateOfView } from "./list-state.ts";

/** A list's view: which one is chosen, what it would save, and how to go to another one. */
export type ListView = {
  readonly views: readonly SavedView[];
  /** The chosen one; null: all records. */
  readonly view: SavedView | null;
  readonly current: ListState;
  readonly changed: boolean;
  /** Shows a view as it is saved; null: all records. */
  readonly open: (view: SavedView | null) => void;
  /** Keeps the list as it is, as the content of a view. */
  readonly settle: (view: SavedView) => void;
};

/** Reads and changes a list's view; the address holds view, filter and sort. */
export function useListView(entityType: EntityType): ListView {
  const { filterValues, sort } = useListContext();
  const filter: ListFilter = filterValues;
  const { data: views = [] } = useViews(entityType.key);
  const view = views.find((candidate) => candidate.viewId === filter.view) ?? null;
  const navigate = useNavigate();
  const key = tableKey(entityType, filter.view);
  const [hidden, setHidden] = useStore<string[] | undefined>(key);
  const [ranks, setRanks] = useStore<number[] | undefined>(`${key}_columnRanks`);
  const current: ListState = {
    filter: filter.where ?? null,
    sort: { field: sort.field.replace(/^fields\./, ""), direction: sort.order === "ASC" ? "asc" : "desc" },
    columns: chosenColumns(entityType, { hidden, ranks }),
  };
  useEffect(() => {
    if (!view?.columns || hidden !== undefined) return;
    const saved = columnChoice(entityType, view.columns);
    setHidden(saved.hidden);
    setRanks(saved.ranks);
  }, [entityType, view, hidden, setHidden, setRanks]);
  const go = (next: SavedView | null) => void navigate({ search: searchOf(entityType, next) });
  return {
    views,
    view,
    current,
    changed: !filter.deleted && differs(current, stateOfView(view)),
    open: (next) => {
      if (next?.viewId === view?.viewId) {
        const saved = view?.columns ? columnChoice(entityType, view.columns) : undefined;
        setHidden(saved?.hidden);
        setRanks(saved?.ranks);
      }
      go(next);
    },
    settle: go,
  };
}

/** The part of the address behind the question mark, for a view. */
export function searchOf(entityType: EntityType, view: SavedView | null): string {
  const { filter, sort } = stateOfView(view);
  const values: ListFilter = {
    ...(filter === null ? {} : { where: filter satisfies Filter }),
    ...(view === null ? {} : { view: view.viewId }),
  };
  const known = entityType.fields.find((field) => field.key === sort.field);
  const column = known !== undefined && known.storage.kind !== "header" ? `fields.${sort.field}` : sort.field;
  return new URLSearchParams({
    filter: JSON.stringify(values),
    sort: known === undefined ? FIRST_SORT.field : column,
    order: sort.direction.toUpperCase(),
    page: "1",
  }).toString();
}
