import type { EntityType } from "@catalyst/contracts";
import { useEffect } from "react";
import { useStore } from "react-admin";
import { useLocation, useNavigate } from "react-router-dom";
import { type ListView, searchOf } from "./use-list-view.ts";

/** A list that is opened without an address of its own, for the first time, opens with the default view: one's own before the shared one. */
export function useDefaultView(entityType: EntityType, { views }: ListView): void {
  const { search } = useLocation();
  const navigate = useNavigate();
  const [remembered] = useStore<object | undefined>(`${entityType.key}.listParams`);
  const first = views.find((view) => view.isDefault && !view.shared) ?? views.find((view) => view.isDefault);
  const fresh = search === "" && remembered === undefined;
  useEffect(() => {
    if (fresh && first !== undefined) void navigate({ search: searchOf(entityType, first) }, { replace: true });
  }, [fresh, first, entityType, navigate]);
}
