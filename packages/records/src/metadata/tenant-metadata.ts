import {
  FIELD_LIMIT,
  ROLE_ACTIONS,
  type EntityType,
  type FieldDefinition,
  type TenantMetadata,
} from "@catalyst/contracts";
import { FIELD_LIMITS, slotUsage } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import { withRecomputeProgress } from "../computed/recompute-state.ts";
import { backfillProgress } from "./load-metadata.ts";
import { calendarOf, type Metadata } from "./metadata.ts";

type ProgressRow = { readonly field_id: string; readonly done_rows: number; readonly total_rows: number };

const LOAD_PROGRESS = `
  select field_id, done_rows, total_rows from crm.slot_assignments
  where tenant_id = $1 and state = 'building' and slot not like 'u%'`;

/** What the console generates its screens from; backfill progress is read afresh, since it raises no version. */
export async function loadTenantMetadata(tx: TenantTransaction, metadata: Metadata): Promise<TenantMetadata> {
  const progress = await loadProgress(tx, metadata);
  const withProgress = (field: FieldDefinition): FieldDefinition => ({
    ...field,
    indexProgress: progress.get(field.fieldId ?? "") ?? field.indexProgress,
  });
  const entityTypes: EntityType[] = [];
  for (const type of metadata.entityTypes.values())
    entityTypes.push({ ...type, fields: [...(await withRecomputeProgress(tx, type.fields.map(withProgress)))] });
  return {
    version: metadata.version,
    entityTypes,
    slotUsage: Object.fromEntries(entityTypes.map((type) => [type.key, slotUsage(takenSlots(metadata, type.key))])),
    principals: metadata.principals.map(({ id, name, active }) => ({ id, name, active })),
    calendar: calendarOf(metadata, tx.principal.principalId),
    calendarIsOwn: metadata.principals.some(({ id, timeZone }) => id === tx.principal.principalId && timeZone !== null),
    tenantCalendar: metadata.calendar,
    teams: metadata.teams,
    actions: ROLE_ACTIONS[tx.principal.role],
    fieldLimit: FIELD_LIMIT,
    limits: FIELD_LIMITS,
  };
}

/** Slots of an entity type that are not free, in whatever state. */
export function takenSlots(metadata: Metadata, entityType: string): ReadonlySet<string> {
  return new Set(metadata.slots.filter((slot) => slot.entityType === entityType).map((slot) => slot.slot));
}

async function loadProgress(tx: TenantTransaction, metadata: Metadata): Promise<ReadonlyMap<string, number>> {
  if (!metadata.slots.some((slot) => slot.state === "building")) return new Map();
  const result = await tx.query<ProgressRow>("load-progress", LOAD_PROGRESS, [tx.principal.tenantId]);
  return new Map(result.rows.map((row) => [row.field_id, backfillProgress("building", row.done_rows, row.total_rows)]));
}
