import type { EntityType, SearchHit } from "@catalyst/contracts";
import type { ReactElement } from "react";
import { RecordAvatar } from "../entity/RecordAvatar.tsx";
import type { RecentRecord } from "./use-recent-records.ts";

/** One line of the search: a record or a page. */
export type SearchTarget = {
  readonly to: string;
  readonly label: string;
  readonly group: string;
  readonly icon: ReactElement;
  /** What was found, with its marks; null for pages and recent records. */
  readonly hit: SearchHit | null;
  /** The record to keep in mind; null for pages. */
  readonly record: RecentRecord | null;
};

/** Records that were found, under the names of their entity types. */
export function hitTargets(hits: readonly SearchHit[], entityTypes: readonly EntityType[]): readonly SearchTarget[] {
  return hits.map((hit) => ({
    ...recordTarget(hit),
    group: entityTypes.find((type) => type.key === hit.entityType)?.labelPlural ?? hit.entityType,
    hit,
  }));
}

/** Records that were opened before, as long as their entity types are there. */
export function recentTargets(
  recent: readonly RecentRecord[],
  entityTypes: readonly EntityType[],
  group: string,
): readonly SearchTarget[] {
  return recent
    .filter((record) => entityTypes.some((type) => type.key === record.entityType))
    .map((record) => ({ ...recordTarget(record), group, hit: null }));
}

function recordTarget(record: RecentRecord): Omit<SearchTarget, "group" | "hit"> {
  return {
    to: `/${record.entityType}/${record.id}/show`,
    label: record.displayName,
    icon: <RecordAvatar name={record.displayName} size={24} />,
    record,
  };
}
