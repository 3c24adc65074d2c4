import { prefixEnd } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";

/** Words of one entity type that one search reads at most: a prefix such as `a` may begin hundreds of thousands. */
const SCAN_LIMIT = 500;
/** Words that are read when a record must hold others too, or may be somebody else's. */
const CHECKED_SCAN_LIMIT = 1_500;
/** Own and team records that are looked through beside, where most of what begins so belongs to others. */
const OWN_SCAN_LIMIT = 500;
/** Records of one entity type that are ranked. */
const CANDIDATE_LIMIT = 100;

/** A record that holds all words of a search. */
export type Candidate = {
  readonly entity_type: string;
  readonly id: string;
  readonly display_name: string;
  /** 1: the name holds it; 2: an address or number; 3: another text. */
  readonly weight: number;
  /** Whether the word is whole, not only begun. */
  readonly exact: boolean;
};

// Both ends of a prefix are leakproof comparisons in "C", so each word reads its part of the primary key and no more.
const COUNT_WORDS = `
  select w.word, sum(c.count)::int as count
  from unnest($2::text[], $3::text[]) w (word, word_end) cross join unnest($4::text[]) k (kind)
  cross join lateral (
    select count(*) from (
      select from crm.record_tokens t
      where t.tenant_id = $1 and t.entity_type = k.kind and t.token >= w.word and t.token < w.word_end limit ${CHECKED_SCAN_LIMIT}) s) c
  group by w.word`;

/** Whether a record's words `s.tokens` begin with each of the words of a parameter. */
const holdsAll = (words: string): string => `not exists (
  select from unnest(${words}::text[]) o (word)
  where not exists (select from unnest(s.tokens) u (token) where starts_with(substr(u.token, 2), o.word)))`;

// Records are joined by key, so that row-level security keeps owner rules without a scan; those in the bin have no words.
const FIND = `
  select f.entity_type, f.id, f.display_name, f.weight, f.exact from unnest($2::text[]) k (kind) cross join lateral (
    select r.entity_type, r.id, r.display_name, min(h.weight)::int as weight, bool_or(h.token = $3) as exact
    from (
      select t.token, t.weight, t.record_id from crm.record_tokens t
      where t.tenant_id = $1 and t.entity_type = k.kind and t.token >= $3 and t.token < $4
      order by t.token, t.weight limit $5) h
    join crm.records r on r.tenant_id = $1 and r.entity_type = k.kind and r.id = h.record_id and r.deleted_at is null
    where cardinality($6::text[]) = 0 or exists (
      select from crm.record_search s
      where s.tenant_id = $1 and s.entity_type = k.kind and s.record_id = h.record_id and ${holdsAll("$6")})
    group by r.entity_type, r.id, r.display_name
    order by min(h.weight), bool_or(h.token = $3) desc, r.id desc limit ${CANDIDATE_LIMIT}) f`;

// For who sees few of many records: the latest of their own and of their teams, by the indexes that lists use.
const ownRecords = (rule: string): string => `
  (select r.entity_type, r.id, r.display_name from crm.records r
   where r.tenant_id = $1 and r.entity_type = k.kind and ${rule} and r.deleted_at is null
   order by r.created_at desc limit ${OWN_SCAN_LIMIT})`;
const FIND_OWN = `
  select distinct o.entity_type, o.id, o.display_name,
    (select min(left(u.token, 1))::int from unnest(s.tokens) u (token) where starts_with(substr(u.token, 2), $3)) as weight,
    ('1' || $3) = any (s.tokens) as exact
  from unnest($2::text[]) k (kind)
  cross join lateral (${ownRecords("r.owner_id = $5")} union all ${ownRecords("r.team_id = any($6::uuid[])")}) o
  join crm.record_search s on s.tenant_id = $1 and s.entity_type = k.kind and s.record_id = o.id
  where ${holdsAll("$4")}`;

/** Records of these entity types that hold all words, at most `CANDIDATE_LIMIT` of each; begins with the rarest word. */
export async function findCandidates(
  tx: TenantTransaction,
  words: readonly string[],
  entityTypes: readonly string[],
): Promise<readonly Candidate[]> {
  const [rarest, ...others] = await rarestFirst(tx, words, entityTypes);
  if (rarest === undefined) return [];
  const { tenantId, principalId, teamIds } = tx.principal;
  const isScoped = tx.principal.scope !== "all" || Object.keys(tx.principal.scopeByEntityType).length > 0;
  const limit = others.length > 0 || isScoped ? CHECKED_SCAN_LIMIT : SCAN_LIMIT;
  const parameters = [tenantId, entityTypes, rarest, prefixEnd(rarest), limit, others];
  const found = (await tx.query<Candidate>("search-records", FIND, parameters)).rows;
  if (!isScoped) return found;
  const own = [tenantId, entityTypes, rarest, words, principalId, teamIds];
  return [...found, ...(await tx.query<Candidate>("search-own-records", FIND_OWN, own)).rows];
}

async function rarestFirst(
  tx: TenantTransaction,
  words: readonly string[],
  entityTypes: readonly string[],
): Promise<readonly string[]> {
  if (words.length < 2) return words;
  const result = await tx.query<{ word: string; count: number }>("count-search-words", COUNT_WORDS, [
    tx.principal.tenantId,
    words,
    words.map(prefixEnd),
    entityTypes,
  ]);
  const counts = new Map(result.rows.map((row) => [row.word, row.count]));
  return words.toSorted((left, right) => (counts.get(left) ?? 0) - (counts.get(right) ?? 0));
}
