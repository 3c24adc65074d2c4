import { type DeletionPreview, type DeletionProgress, type EntityType, RecordId } from "@catalyst/contracts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNotify } from "react-admin";
import { useState } from "react";
import { toApiError } from "../provider/api-error.ts";
import { trpc } from "../provider/trpc-client.ts";

const PROGRESS_INTERVAL_MS = 700;
const PREVIEW_KEY = "deletion-preview";

/** A deletion from its preview to its end. */
export type Deletion = {
  readonly preview: DeletionPreview | null;
  readonly previewError: unknown;
  readonly progress: DeletionProgress | null;
  readonly isBusy: boolean;
  readonly remove: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly forget: () => void;
};

type DeletionOf = {
  readonly open: boolean;
  readonly entityType: EntityType;
  readonly ids: readonly string[];
  readonly onDone: () => void;
};

/** Looks at what a deletion would do as soon as it is asked for, does it, and follows it when it is large. */
export function useDeletion({ open, entityType, ids, onDone }: DeletionOf): Deletion {
  const notify = useNotify();
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [deletionId, setDeletionId] = useState<string | null>(null);
  const input = { entityType: entityType.key, ids: ids.map((id) => RecordId.parse(id)) };
  const preview = useQuery({
    queryKey: [PREVIEW_KEY, input],
    enabled: open && deletionId === null,
    gcTime: 0,
    retry: false,
    queryFn: () => trpc.records.planDeletion.mutate(input),
  });
  const progress = useQuery({
    queryKey: ["deletion", deletionId],
    enabled: deletionId !== null,
    refetchInterval: (query) =>
      query.state.data?.state === "running" || !query.state.data ? PROGRESS_INTERVAL_MS : false,
    queryFn: () => trpc.records.deletion.query({ deletionId: deletionId ?? "" }),
  });
  // The preview of what is in the bin by now would only fail.
  const refreshOthers = () => queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== PREVIEW_KEY });
  const tried = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (failure) {
      notify(toApiError(failure).message, { type: "error" });
      await preview.refetch();
    } finally {
      setBusy(false);
    }
  };
  return {
    preview: preview.data ?? null,
    previewError: preview.error,
    progress: progress.data ?? null,
    isBusy: isBusy || (deletionId !== null && !progress.data),
    remove: () =>
      tried(async () => {
        const result = await trpc.records.delete.mutate(input);
        setDeletionId(result.deletionId);
        if (result.deletionId !== null) return;
        notify("record.deleted", { type: "success", messageArgs: { smart_count: result.deleted } });
        onDone();
        await refreshOthers();
      }),
    stop: () =>
      tried(async () => {
        queries.setQueryData(
          ["deletion", deletionId],
          await trpc.records.cancelDeletion.mutate({ deletionId: deletionId ?? "" }),
        );
      }),
    forget: () => {
      setDeletionId(null);
      void refreshOthers();
    },
  };
}
