import { CASCADE_DEPTH_LIMIT, DELETION_LIMIT, DomainError, type FieldDefinition } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import type { Metadata } from "../metadata/metadata.ts";

/** A record that a deletion takes along; `depth` says how many relations away from what was asked for. */
export type DoomedRecord = { readonly entityType: string; readonly id: string; readonly depth: number };

/** A link from a record that stays, or would stay. */
export type IncomingLink = {
  readonly field_id: string;
  readonly from_type: string;
  readonly from_id: string;
  readonly to_type: string;
  readonly to_id: string;
};

/** What a deletion comes to. */
export type DeletionPlan = {
  readonly records: readonly DoomedRecord[];
  /** Links whose field is cleared. */
  readonly cleared: readonly IncomingLink[];
  /** Links that stand in the way: their field refuses, or their record would have to go but is not visible. */
  readonly refused: readonly IncomingLink[];
  /** `entity type/id` of records among the links' sources that the principal does not see. */
  readonly hidden: ReadonlySet<string>;
};

const INCOMING = `select * from app.incoming_links($1::text[], $2::uuid[]) limit ${DELETION_LIMIT + 1}`;
const VISIBLE = `
  select r.entity_type, r.id from unnest($2::text[], $3::uuid[]) w (kind, id)
  join crm.records r on r.tenant_id = $1 and r.entity_type = w.kind and r.id = w.id`;

/** The key of a record in sets and maps. */
export function recordKey(entityType: string, id: string): string {
  return `${entityType}/${id}`;
}

/**
 * Follows incoming relations from the records that are asked for: those that cascade take their records along, level by
 * level. Reads only; whoever deletes locks what it names and plans again.
 */
export async function planDeletion(
  tx: TenantTransaction,
  metadata: Metadata,
  roots: readonly Omit<DoomedRecord, "depth">[],
): Promise<DeletionPlan> {
  const doomed = new Map(roots.map((root) => [recordKey(root.entityType, root.id), { ...root, depth: 0 }]));
  const hidden = new Set<string>();
  const links: IncomingLink[] = [];
  let frontier: readonly DoomedRecord[] = [...doomed.values()];
  for (let depth = 1; frontier.length > 0; depth += 1) {
    const incoming = await loadIncoming(tx, frontier);
    for (const key of await findHidden(tx, incoming)) hidden.add(key);
    links.push(...incoming);
    frontier = nextLevel({ metadata, incoming, doomed, hidden, depth });
    for (const record of frontier) doomed.set(recordKey(record.entityType, record.id), record);
    checkLimits(depth, { frontier, records: doomed.size, links: links.length });
  }
  return sortLinks(metadata, { doomed, links, hidden });
}

/** What becomes of a link when its target goes; archived fields are cleared, since nobody could change them first. */
export function deleteBehaviour(metadata: Metadata, link: IncomingLink): "refuse" | "clear" | "cascade" {
  const field = fieldOfLink(metadata, link);
  return field === undefined || field.archivedAt !== null || !metadata.entityTypes.has(link.from_type)
    ? "clear"
    : (field.config.onTargetDelete ?? "clear");
}

/** The relation that a link belongs to. */
export function fieldOfLink(
  metadata: Metadata,
  link: Pick<IncomingLink, "field_id" | "from_type">,
): FieldDefinition | undefined {
  return metadata.customFields.find((field) => field.fieldId === link.field_id && field.entityType === link.from_type);
}

type Level = {
  readonly metadata: Metadata;
  readonly incoming: readonly IncomingLink[];
  readonly doomed: ReadonlyMap<string, DoomedRecord>;
  readonly hidden: ReadonlySet<string>;
  readonly depth: number;
};

function nextLevel({ metadata, incoming, doomed, hidden, depth }: Level): readonly DoomedRecord[] {
  const level = new Map<string, DoomedRecord>();
  for (const link of incoming) {
    const key = recordKey(link.from_type, link.from_id);
    if (doomed.has(key) || hidden.has(key) || deleteBehaviour(metadata, link) !== "cascade") continue;
    level.set(key, { entityType: link.from_type, id: link.from_id, depth });
  }
  return [...level.values()];
}

function sortLinks(
  metadata: Metadata,
  found: { doomed: ReadonlyMap<string, DoomedRecord>; links: readonly IncomingLink[]; hidden: ReadonlySet<string> },
): DeletionPlan {
  const staying = found.links.filter((link) => !found.doomed.has(recordKey(link.from_type, link.from_id)));
  return {
    records: [...found.doomed.values()],
    // What cascades and still stays is hidden: it may not go unseen.
    cleared: staying.filter((link) => deleteBehaviour(metadata, link) === "clear"),
    refused: staying.filter((link) => deleteBehaviour(metadata, link) !== "clear"),
    hidden: found.hidden,
  };
}

async function loadIncoming(tx: TenantTransaction, records: readonly DoomedRecord[]): Promise<readonly IncomingLink[]> {
  const result = await tx.query<IncomingLink>("incoming-links", INCOMING, [
    records.map((record) => record.entityType),
    records.map((record) => record.id),
  ]);
  return result.rows;
}

async function findHidden(tx: TenantTransaction, links: readonly IncomingLink[]): Promise<readonly string[]> {
  if (tx.principal.scope === "all" && Object.keys(tx.principal.scopeByEntityType).length === 0) return [];
  const sources = new Map(links.map((link) => [recordKey(link.from_type, link.from_id), link]));
  const result = await tx.query<{ entity_type: string; id: string }>("visible-records", VISIBLE, [
    tx.principal.tenantId,
    [...sources.values()].map((link) => link.from_type),
    [...sources.values()].map((link) => link.from_id),
  ]);
  const visible = new Set(result.rows.map((row) => recordKey(row.entity_type, row.id)));
  return [...sources.keys()].filter((key) => !visible.has(key));
}

function checkLimits(depth: number, size: { frontier: readonly DoomedRecord[]; records: number; links: number }): void {
  if (size.records > DELETION_LIMIT || size.links > DELETION_LIMIT)
    throw new DomainError(
      "conflict",
      `More than ${DELETION_LIMIT.toLocaleString("en")} records belong to what you want to delete. Delete some of them first.`,
    );
  if (depth >= CASCADE_DEPTH_LIMIT && size.frontier.length > 0)
    throw new DomainError(
      "conflict",
      `What you want to delete takes records along over more than ${CASCADE_DEPTH_LIMIT} relations. Delete the farthest ones first.`,
    );
}
