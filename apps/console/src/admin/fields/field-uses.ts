import type { FieldId, FieldUsage, FieldUse } from "@catalyst/contracts";
import { useQuery } from "@tanstack/react-query";
import { trpc } from "../../provider/trpc-client.ts";

const STALE_MS = 30_000;

/** How many of each kind use the fields of an entity type; undefined until it is known. */
export function useUseCounts(entityType: string) {
  return useQuery({
    queryKey: ["fields", entityType, "uses"],
    queryFn: ({ signal }) => trpc.fields.useCounts.query({ entityType }, { signal }),
    staleTime: STALE_MS,
  }).data?.counts;
}

/** Who uses one field, and how many records hold a value. */
export function useFieldUsage(fieldId: FieldId | null) {
  return useQuery<FieldUsage>({
    queryKey: ["fields", "usage", fieldId],
    queryFn: ({ signal }) =>
      fieldId ? trpc.fields.usage.query({ fieldId }, { signal }) : Promise.reject(new Error("No field")),
    enabled: fieldId !== null,
    staleTime: STALE_MS,
  });
}

/** Where a use can be looked at; null where there is no page for it. Pure. */
export function linkOfUse(use: FieldUse, entityType: string): string | null {
  if (use.id === null) return null;
  switch (use.kind) {
    case "workflow":
      return `/workflows/${use.id}`;
    case "import":
      return `/imports/${use.id}`;
    case "view":
      return `/${entityType}?view=${use.id}`;
    case "formula":
    case "rollup":
    case "condition":
      return `/settings/fields?fieldId=${use.id}`;
  }
}
