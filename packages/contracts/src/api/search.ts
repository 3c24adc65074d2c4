import { z } from "zod";
import { EntityTypeKey } from "../ids.ts";
import type { RecordId } from "../ids.ts";

/** Results of each entity type at most. */
export const SEARCH_LIMIT = 50;
/** Longest text that a search takes. */
export const SEARCH_TEXT_LIMIT = 200;

/** `search.global`: records of all entity types, or of some, whose words begin as typed. */
export const GlobalSearchInput = z.strictObject({
  text: z.string().trim().max(SEARCH_TEXT_LIMIT),
  entityTypes: z.array(EntityTypeKey).max(100).optional(),
  limit: z.int().min(1).max(SEARCH_LIMIT).default(8),
});
export type GlobalSearchInput = z.infer<typeof GlobalSearchInput>;

/** A part of a text to be marked: UTF-16 units, `to` exclusive. */
export const SearchRange = z.strictObject({ from: z.int(), to: z.int() });

/** A record that was found; `field` says where, unless its name alone says so. */
export type SearchHit = {
  readonly entityType: EntityTypeKey;
  readonly id: RecordId;
  readonly displayName: string;
  readonly nameRanges: readonly z.infer<typeof SearchRange>[];
  readonly field: {
    readonly key: string;
    readonly label: string;
    readonly text: string;
    readonly ranges: readonly z.infer<typeof SearchRange>[];
  } | null;
};

/** What was found, best first in each entity type; entity types in display order. */
export type SearchResult = {
  readonly groups: readonly {
    readonly entityType: EntityTypeKey;
    readonly hits: readonly SearchHit[];
    /** Whether there may be more than these. */
    readonly more: boolean;
  }[];
  /** Entity types whose words are being read again, with the progress in per cent: they may lack results. */
  readonly reindexing: readonly { readonly entityType: EntityTypeKey; readonly progress: number }[];
};
