import type { EntityType, TenantMetadata } from "@catalyst/contracts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "./trpc-client.ts";

/** Where the metadata is cached. */
export const METADATA_KEY = ["metadata"];
/** While a backfill runs, its progress is worth asking for. */
const PROGRESS_INTERVAL_MS = 1_000;

/** The tenant's metadata, from which every screen is generated. */
export function useMetadata() {
  return useQuery<TenantMetadata>({
    queryKey: METADATA_KEY,
    queryFn: ({ signal }) => trpc.metadata.get.query(undefined, { signal }),
    refetchInterval: (query) => (isFilling(query.state.data) ? PROGRESS_INTERVAL_MS : false),
  });
}

/** Reads the metadata again, so that a new field is in every screen at once. */
export function useRefreshMetadata(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: METADATA_KEY });
}

/** The entity type of a key, or undefined. */
export function useEntityType(key: string): EntityType | undefined {
  return useMetadata().data?.entityTypes.find((entityType) => entityType.key === key);
}

function isFilling(metadata: TenantMetadata | undefined): boolean {
  return (
    metadata?.entityTypes.some((type) =>
      type.fields.some(
        (field) =>
          field.indexState === "building" || field.indexState === "releasing" || field.recompute?.state === "running",
      ),
    ) ?? false
  );
}
