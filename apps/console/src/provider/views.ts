import type { EntityTypeKey, SavedView } from "@catalyst/contracts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "./trpc-client.ts";

/** Where the views of an entity type are cached. */
const keyOf = (entityType: EntityTypeKey) => ["views", entityType];

/** The caller's own views of an entity type, and the shared ones. */
export function useViews(entityType: EntityTypeKey) {
  return useQuery<readonly SavedView[]>({
    queryKey: keyOf(entityType),
    queryFn: async ({ signal }) => (await trpc.views.list.query({ entityType }, { signal })).views,
    staleTime: 30_000,
  });
}

/** Reads the views again after one of them changed. */
export function useRefreshViews(entityType: EntityTypeKey): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keyOf(entityType) });
}
