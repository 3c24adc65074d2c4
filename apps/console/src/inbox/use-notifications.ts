import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../provider/trpc-client.ts";

const KEY = ["notifications"];
/** Messages are no chat: a minute late is soon enough. */
const REFRESH_INTERVAL_MS = 60_000;

/** The reader's own messages, the newest first, and how many are unread. */
export function useNotifications() {
  return useQuery({
    queryKey: KEY,
    queryFn: () => trpc.notifications.list.query({}),
    refetchInterval: REFRESH_INTERVAL_MS,
  });
}

/** Marks messages as read; all of them when none are named. */
export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (notificationIds?: string[]) => trpc.notifications.markRead.mutate({ notificationIds }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
