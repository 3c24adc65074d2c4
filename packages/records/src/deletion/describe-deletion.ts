import {
  DELETE_AT_ONCE,
  DELETION_SAMPLES,
  DomainError,
  type DeletionGroup,
  type DeletionPreview,
  type DeletionRelation,
} from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import type { Metadata } from "../metadata/metadata.ts";
import { fieldOfLink, recordKey, type DeletionPlan, type IncomingLink } from "./plan-deletion.ts";

const NAMES = `
  select k.kind, (select array_agg(s.display_name order by s.n) from (
      select r.display_name, w.n from unnest($3::uuid[], $2::text[]) with ordinality w (id, kind, n)
      join crm.records r on r.tenant_id = $1 and r.entity_type = w.kind and r.id = w.id
      where w.kind = k.kind order by w.n limit ${DELETION_SAMPLES}) s) as names
  from (select distinct kind from unnest($2::text[]) u (kind)) k`;

/** What a plan would do, in counts and a few names; only records that the principal sees are counted or named. */
export async function describeDeletion(
  tx: TenantTransaction,
  metadata: Metadata,
  plan: DeletionPlan,
): Promise<DeletionPreview> {
  return {
    total: plan.records.length,
    atOnce: isAtOnce(plan),
    deleted: await groupRecords(tx, plan.records),
    cleared: await groupLinks(tx, metadata, { plan, links: plan.cleared }),
    refused: await groupLinks(tx, metadata, { plan, links: plan.refused }),
  };
}

/** Whether a deletion is done within its own request. */
export function isAtOnce(plan: DeletionPlan): boolean {
  return plan.records.length + plan.cleared.length <= DELETE_AT_ONCE;
}

/** Throws when something stands in the way of a deletion, and says what. */
export function refuseWhereHeld(metadata: Metadata, plan: DeletionPlan): void {
  if (plan.refused.length === 0) return;
  const problems = [...Map.groupBy(plan.refused, groupKey).values()].map((links) => toProblem(metadata, plan, links));
  throw new DomainError("conflict", "Other records point to what you want to delete. Change them first.", { problems });
}

/** Records by entity type, with a few names. */
export async function groupRecords(
  tx: TenantTransaction,
  records: readonly { readonly entityType: string; readonly id: string }[],
): Promise<readonly DeletionGroup[]> {
  const names = await loadNames(tx, records);
  return [...Map.groupBy(records, (record) => record.entityType)].map(([entityType, group]) => ({
    entityType,
    count: group.length,
    samples: names.get(entityType) ?? [],
  }));
}

type Grouping = { readonly plan: DeletionPlan; readonly links: readonly IncomingLink[] };

async function groupLinks(
  tx: TenantTransaction,
  metadata: Metadata,
  { plan, links }: Grouping,
): Promise<readonly DeletionRelation[]> {
  const relations: DeletionRelation[] = [];
  for (const group of Map.groupBy(links, groupKey).values()) {
    const [first] = group;
    const field = first === undefined ? undefined : fieldOfLink(metadata, first);
    if (first === undefined || field === undefined || !metadata.entityTypes.has(first.from_type)) continue;
    const visible = visibleSources(plan, group);
    const names = await loadNames(tx, visible);
    relations.push({
      entityType: first.from_type,
      field: { key: field.key, label: field.label },
      count: visible.length,
      samples: names.get(first.from_type) ?? [],
      hidden: group.some((link) => plan.hidden.has(recordKey(link.from_type, link.from_id))),
    });
  }
  return relations;
}

function toProblem(
  metadata: Metadata,
  plan: DeletionPlan,
  links: readonly IncomingLink[],
): { field: string; code: string; message: string } {
  const [first] = links;
  const field = first === undefined ? undefined : fieldOfLink(metadata, first);
  const from = metadata.entityTypes.get(first?.from_type ?? "")?.labelPlural ?? "records";
  const count = visibleSources(plan, links).length;
  const who = count === 0 ? `${from} that are not visible to you` : `${count} of ${from}`;
  return { field: field?.key ?? "", code: "in_use", message: `${who} point here by ${field?.label ?? "a relation"}.` };
}

function visibleSources(
  plan: DeletionPlan,
  links: readonly IncomingLink[],
): readonly { entityType: string; id: string }[] {
  const sources = new Map(links.map((link) => [recordKey(link.from_type, link.from_id), link]));
  return [...sources]
    .filter(([key]) => !plan.hidden.has(key))
    .map(([, link]) => ({ entityType: link.from_type, id: link.from_id }));
}

function groupKey(link: IncomingLink): string {
  return `${link.from_type}/${link.field_id}`;
}

async function loadNames(
  tx: TenantTransaction,
  records: readonly { readonly entityType: string; readonly id: string }[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (records.length === 0) return new Map();
  const result = await tx.query<{ kind: string; names: string[] | null }>("deletion-names", NAMES, [
    tx.principal.tenantId,
    records.map((record) => record.entityType),
    records.map((record) => record.id),
  ]);
  return new Map(result.rows.map((row) => [row.kind, row.names ?? []]));
}
