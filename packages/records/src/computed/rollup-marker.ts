import type { ChangeReason, EntityType } from "@catalyst/contracts";
import { rollupSources, type RollupSource, type RollupSources } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import type { Metadata } from "../metadata/metadata.ts";
import type { RecordPorts } from "../ports.ts";

/** A record's change as far as roll-ups care. */
export type MarkedChange = { readonly id: string; readonly isNew: boolean; readonly changedKeys: readonly string[] };

/**
 * Notes in the change's own transaction which roll-ups no longer hold, and wakes the job that brings them up to date.
 * For an entity type that no roll-up sums up nothing is asked of the database.
 */
export type RollupMarker = {
  /** Before links are rewritten: what records point to so far. */
  readonly beforeLinks: (entityType: EntityType, changes: readonly MarkedChange[]) => Promise<void>;
  /** After values and links are written. */
  readonly afterWrite: (entityType: EntityType, changes: readonly MarkedChange[]) => Promise<void>;
  /** Records that went into the bin or came out of it: what they point to, and what points to them. */
  readonly moved: (entityType: string, ids: readonly string[]) => Promise<void>;
};

/** What a marker works with. */
export type MarkerParts = {
  readonly tx: TenantTransaction;
  readonly metadata: Metadata;
  readonly ports: Pick<RecordPorts, "enqueueRecordJob">;
  readonly reason: ChangeReason;
};

// Insert only: two writers that mark the same record never wait for each other.
const MARK_TARGETS = `
  insert into crm.rollup_marks (tenant_id, entity_type, record_id, field_id, reason)
  select distinct $1::uuid, l.to_type, l.to_id, i.rollup, $5::jsonb
  from unnest($2::uuid[], $3::uuid[]) as i(rollup, relation)
  join crm.record_links l on l.tenant_id = $1 and l.field_id = i.relation and l.from_id = any($4::uuid[])`;
const MARK_RECORDS = `
  insert into crm.rollup_marks (tenant_id, entity_type, record_id, field_id, reason)
  select $1::uuid, $2, r.id, f.id, $5::jsonb from unnest($3::uuid[]) as r(id) cross join unnest($4::uuid[]) as f(id)`;

const sourcesByMetadata = new WeakMap<Metadata, RollupSources>();

/** What roll-ups depend on, worked out once for each version of metadata. */
export function sourcesOf(metadata: Metadata): RollupSources {
  const known = sourcesByMetadata.get(metadata) ?? rollupSources(metadata.entityTypes);
  sourcesByMetadata.set(metadata, known);
  return known;
}

/** A marker for the changes of one call. */
export function rollupMarker(parts: MarkerParts): RollupMarker {
  const sources = sourcesOf(parts.metadata);
  const wake = wakeOnce(parts);
  const mark = async (affected: Affected): Promise<void> => {
    if (affected.ids.length > 0 && (await markTargets(parts, affected))) await wake();
  };
  return {
    beforeLinks: (entityType, changes) => mark(relinked(sources.get(entityType.key) ?? [], changes)),
    afterWrite: (entityType, changes) => mark(changed(sources.get(entityType.key) ?? [], changes)),
    async moved(entityType, ids) {
      await mark({ sources: sources.get(entityType) ?? [], ids });
      const own = parts.metadata.entityTypes.get(entityType)?.fields.filter((field) => field.type === "rollup") ?? [];
      if (own.length === 0) return;
      await markRecords(parts, { entityType, ids, fieldIds: own.map((field) => field.fieldId ?? "") });
      await wake();
    },
  };
}

/** Roll-ups that changes affect; without any of them no records either. */
type Affected = { readonly sources: readonly RollupSource[]; readonly ids: readonly string[] };

function relinked(sources: readonly RollupSource[], changes: readonly MarkedChange[]): Affected {
  return affectedBy(
    sources,
    changes,
    ({ isNew, changedKeys }, source) => !isNew && changedKeys.includes(source.relation.key),
  );
}

function changed(sources: readonly RollupSource[], changes: readonly MarkedChange[]): Affected {
  return affectedBy(
    sources,
    changes,
    ({ isNew, changedKeys }, source) =>
      isNew || changedKeys.some((key) => key === source.relation.key || source.watched.has(key)),
  );
}

function affectedBy(
  sources: readonly RollupSource[],
  changes: readonly MarkedChange[],
  affects: (change: MarkedChange, source: RollupSource) => boolean,
): Affected {
  if (sources.length === 0) return { sources, ids: [] };
  const touched = changes.filter((change) => sources.some((source) => affects(change, source)));
  return {
    sources: sources.filter((source) => touched.some((change) => affects(change, source))),
    ids: touched.map((change) => change.id),
  };
}

async function markTargets({ tx, reason }: MarkerParts, { sources, ids }: Affected): Promise<boolean> {
  if (sources.length === 0) return false;
  const result = await tx.query("mark-rollup-targets", MARK_TARGETS, [
    tx.principal.tenantId,
    sources.map((source) => source.rollup.fieldId),
    sources.map((source) => source.relation.fieldId),
    ids,
    keptReason(reason),
  ]);
  return (result.rowCount ?? 0) > 0;
}

async function markRecords(
  { tx, reason }: MarkerParts,
  marked: { readonly entityType: string; readonly ids: readonly string[]; readonly fieldIds: readonly string[] },
): Promise<void> {
  const { tenantId } = tx.principal;
  const parameters = [tenantId, marked.entityType, marked.ids, marked.fieldIds, keptReason(reason)];
  await tx.query("mark-rollup-records", MARK_RECORDS, parameters);
}

/** A workflow's change keeps its place in the chain, so that roll-ups and workflows can't drive each other for ever. */
function keptReason(reason: ChangeReason): string | null {
  return reason.kind === "workflow_run" ? JSON.stringify(reason) : null;
}

function wakeOnce({ tx, ports }: MarkerParts): () => Promise<void> {
  let woken = false;
  return async () => {
    if (woken) return;
    woken = true;
    await ports.enqueueRecordJob(tx, { kind: "rollup" });
  };
}
