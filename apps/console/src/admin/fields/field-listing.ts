import type { FieldDefinition, FieldStatus, SlotUsage } from "@catalyst/contracts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRefreshMetadata } from "../../provider/metadata.ts";
import { trpc } from "../../provider/trpc-client.ts";

/** Fields of an entity type as their administration shows them. */
export type FieldListing = {
  readonly fields: readonly FieldDefinition[];
  readonly slotUsage: readonly SlotUsage[];
  readonly status: Readonly<Record<string, FieldStatus>>;
};

/** While an index fills or values are converted, progress is worth asking for. */
const PROGRESS_INTERVAL_MS = 1_000;
const KEY = "fields";

/** All fields of an entity type, archived ones too, with their indexes; asked again while something is under way. */
export function useFieldListing(entityType: string) {
  return useQuery<FieldListing>({
    queryKey: [KEY, entityType],
    queryFn: ({ signal }) => trpc.fields.list.query({ entityType, archived: true }, { signal }),
    refetchInterval: (query) => (isBusy(query.state.data) ? PROGRESS_INTERVAL_MS : false),
    placeholderData: (previous) => previous,
  });
}

/** Reads fields and metadata again, so that a change is in every screen at once. */
export function useRefreshFields(): () => Promise<void> {
  const client = useQueryClient();
  const refreshMetadata = useRefreshMetadata();
  return async () => {
    await Promise.all([client.invalidateQueries({ queryKey: [KEY] }), refreshMetadata()]);
  };
}

/** Whether something goes on that changes by itself. Pure. */
export function isBusy(listing: FieldListing | undefined): boolean {
  return Object.values(listing?.status ?? {}).some(
    ({ search, unique, typeChange }) =>
      isMoving(search?.state) || isMoving(unique?.state) || isChanging(typeChange?.state),
  );
}

function isMoving(state: string | undefined): boolean {
  return state === "building" || state === "releasing";
}

/** Whether a type change is at work. Pure. */
export function isChanging(state: string | undefined): boolean {
  return state === "planning" || state === "converting" || state === "undoing";
}
