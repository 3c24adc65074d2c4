import type { EntityTypeKey } from "@catalyst/contracts";
import { useStore } from "react-admin";

/** Records that the search keeps in mind. */
const KEPT = 6;

/** A record that was opened from the search. */
export type RecentRecord = { readonly entityType: EntityTypeKey; readonly id: string; readonly displayName: string };

/** The records that this person opened from the search in this tenant, the latest first. */
export function useRecentRecords(): {
  readonly recent: readonly RecentRecord[];
  readonly remember: (record: RecentRecord) => void;
} {
  const [recent, setRecent] = useStore<readonly RecentRecord[]>("search.recent", []);
  return {
    recent,
    remember: ({ entityType, id, displayName }) =>
      setRecent([{ entityType, id, displayName }, ...recent.filter((known) => known.id !== id)].slice(0, KEPT)),
  };
}
