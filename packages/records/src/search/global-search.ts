import {
  RecordId,
  type CrmRecord,
  type EntityType,
  type GlobalSearchInput,
  type SearchHit,
  type SearchResult,
} from "@catalyst/contracts";
import { findMatches, searchQuery, wordsFoundIn } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import type { Metadata } from "../metadata/metadata.ts";
import { findRecords } from "../read/get-record.ts";
import { findCandidates, type Candidate } from "./find-candidates.ts";
import { rankCandidates } from "./rank-candidates.ts";
import { listReindexing } from "./reindex.ts";
import { searchableFields, searchReading, searchText } from "./searchable-fields.ts";

/** Metadata as the principal's role knows it, and whole: words are kept of fields, too, that are closed to some. */
export type SearchedMetadata = { readonly shown: Metadata; readonly all: Metadata };

/** Searches all entity types, or those asked for, by the beginnings of words; only what the principal may see is found. */
export async function globalSearch(
  tx: TenantTransaction,
  metadata: SearchedMetadata,
  input: GlobalSearchInput,
): Promise<SearchResult> {
  const types = [...metadata.shown.entityTypes.values()].filter(
    (type) => input.entityTypes?.includes(type.key) ?? true,
  );
  const keys = types.map((type) => type.key);
  const { alternatives } = searchQuery(input.text);
  const found: Candidate[] = [];
  for (const words of alternatives) found.push(...(await findCandidates(tx, words, keys)));
  const ranked = rankCandidates(found, input.text);
  const groups: SearchResult["groups"][number][] = [];
  for (const type of types) {
    const best = ranked.filter((candidate) => candidate.entity_type === type.key);
    if (best.length === 0) continue;
    const hits = await describeHits(tx, type, {
      candidates: best.slice(0, input.limit),
      alternatives,
      confirm: metadata.shown !== metadata.all,
    });
    groups.push({ entityType: type.key, hits, more: best.length > input.limit });
  }
  return { groups: groups.filter((group) => group.hits.length > 0), reindexing: await listReindexing(tx, keys) };
}

type Best = {
  readonly candidates: readonly Candidate[];
  readonly alternatives: readonly (readonly string[])[];
  /** Whether a word may stand in a field that is closed to the principal: then the record is not found by it. */
  readonly confirm: boolean;
};

/** Names say for themselves why they were found; for the others the field is read and shown. */
async function describeHits(tx: TenantTransaction, entityType: EntityType, best: Best): Promise<readonly SearchHit[]> {
  const words = best.alternatives.flat();
  const unclear = best.candidates.filter((candidate) => lacking(candidate, words).length > 0);
  const found = await findRecords(tx, entityType, {
    ids: unclear.map((candidate) => candidate.id),
    bin: "leave out",
    lock: "none",
  });
  const records = new Map(found.records.map((record) => [record.id as string, record]));
  return best.candidates
    .filter(
      (candidate) => !best.confirm || isConfirmed(entityType, best, { candidate, record: records.get(candidate.id) }),
    )
    .map((candidate) => ({
      entityType: entityType.key,
      id: RecordId.parse(candidate.id),
      displayName: candidate.display_name,
      nameRanges: findMatches(candidate.display_name, words),
      field: matchedField(entityType, records.get(candidate.id), lacking(candidate, words)),
    }));
}

type Found = { readonly candidate: Candidate; readonly record: CrmRecord | undefined };

function isConfirmed(entityType: EntityType, best: Best, { candidate, record }: Found): boolean {
  return best.alternatives.some((words) =>
    lacking(candidate, words).every((word) => matchedField(entityType, record, [word]) !== null),
  );
}

function lacking(candidate: Candidate, words: readonly string[]): readonly string[] {
  const inName = wordsFoundIn(candidate.display_name, words);
  return words.filter((word) => !inName.includes(word));
}

function matchedField(
  entityType: EntityType,
  record: CrmRecord | undefined,
  words: readonly string[],
): SearchHit["field"] {
  if (record === undefined || words.length === 0) return null;
  for (const field of searchableFields(entityType)) {
    const text = searchText(field, record);
    if (text === null) continue;
    const ranges = findMatches(text, words);
    const isDialled = searchReading(field)?.kind === "digits";
    if (ranges.length > 0 || (isDialled && holdsDigits(text, words)))
      return { key: field.key, label: field.label, text, ranges };
  }
  return null;
}

/** A number is kept as its digits, so that a search may match across its blanks and signs. */
function holdsDigits(text: string, words: readonly string[]): boolean {
  const digits = text.replace(/\D/g, "");
  return words.some((word) => /^\d{3,}$/.test(word) && digits.includes(word));
}
