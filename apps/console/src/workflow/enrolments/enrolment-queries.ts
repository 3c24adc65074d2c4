import type { Enrolment, EntityTypeKey, Filter, WorkflowId } from "@catalyst/contracts";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNotify } from "react-admin";
import { toApiError } from "../../provider/api-error.ts";
import { screenRecords } from "../../provider/records-of.ts";
import { trpc } from "../../provider/trpc-client.ts";

/** A batch starts each six seconds; between two looks at most one is missed. */
const REFRESH_INTERVAL_MS = 4_000;
const SAMPLE_SIZE = 5;

/** Cache key of a workflow's enrolments. */
export function enrolmentsKey(workflowId: WorkflowId): readonly unknown[] {
  return ["enrolments", workflowId];
}

/** A workflow's enrolments, the newest first; asked for again while one of them runs. */
export function useEnrolments(workflowId: WorkflowId) {
  return useQuery({
    queryKey: enrolmentsKey(workflowId),
    queryFn: () => trpc.enrolments.list.query({ workflowId }),
    refetchInterval: ({ state }) =>
      state.data?.enrolments.some((enrolment) => enrolment.state === "running") ? REFRESH_INTERVAL_MS : false,
  });
}

/** How many records meet a filter, and the newest of them. */
export function useMatches(entityType: EntityTypeKey, filter: Filter | undefined) {
  return useQuery({
    queryKey: ["enrolment-matches", entityType, filter ?? null],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const [{ count, capped }, page] = await Promise.all([
        trpc.records.count.query({ entityType, filter }, { signal }),
        trpc.records.list.query({ entityType, filter, limit: SAMPLE_SIZE }, { signal }),
      ]);
      return { count, capped, sample: screenRecords(page.records, page.references) };
    },
  });
}

/** Pauses an enrolment, lets it go on or cancels it, and shows where it stands then. */
export function useSteer({ workflowId, enrolmentId }: Pick<Enrolment, "workflowId" | "enrolmentId">) {
  const client = useQueryClient();
  const notify = useNotify();
  return useMutation({
    mutationFn: (state: "running" | "paused" | "cancelled") => trpc.enrolments.steer.mutate({ enrolmentId, state }),
    onError: (error) => notify(toApiError(error).message, { type: "error" }),
    onSettled: () => client.invalidateQueries({ queryKey: enrolmentsKey(workflowId) }),
  });
}
