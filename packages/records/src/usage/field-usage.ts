import { USAGE_COUNT_LIMIT, type FieldUsage } from "@catalyst/contracts";
import { valuesKey } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import type { CustomField } from "../admin/field-row.ts";
import { findUses } from "./find-uses.ts";

/** Newest changes among which the last use of a field is looked for. */
const RECENT_RECORDS = 10_000;

const COUNT_VALUES = `
  select count(*)::int as count from (
    select from crm.records r where r.tenant_id = $1 and r.entity_type = $2 and coalesce(r.values -> $3, 'null') <> 'null'
    limit ${USAGE_COUNT_LIMIT + 1}) c`;
const COUNT_LINKS = `
  select count(*)::int as count from (
    select distinct l.from_id from crm.record_links l where l.tenant_id = $1 and l.from_type = $2 and l.field_id = $3
    limit ${USAGE_COUNT_LIMIT + 1}) c`;
const LAST_VALUE = `
  select r.updated_at from (
    select s.updated_at, s.values from crm.records s where s.tenant_id = $1 and s.entity_type = $2 and s.deleted_at is null
    order by s.updated_at desc, s.id desc limit ${RECENT_RECORDS}) r
  where coalesce(r.values -> $3, 'null') <> 'null' order by r.updated_at desc limit 1`;
const LAST_LINK = `
  select max(r.updated_at) as updated_at from (
    select l.from_type, l.from_id from crm.record_links l where l.tenant_id = $1 and l.from_type = $2 and l.field_id = $3 limit ${RECENT_RECORDS}) l
  join crm.records r on r.tenant_id = $1 and r.entity_type = l.from_type and r.id = l.from_id`;

/** Who names a field, how many records hold a value of it, and when one of them changed last. */
export async function fieldUsage(tx: TenantTransaction, field: CustomField): Promise<FieldUsage> {
  const linked = field.storage.kind === "links";
  const parameters = [tx.principal.tenantId, field.entityType, linked ? field.fieldId : valuesKey(field)];
  const [countName, countText] = linked ? ["count-links", COUNT_LINKS] : ["count-values", COUNT_VALUES];
  const counted = await tx.query<{ count: number }>(countName, countText, parameters);
  const [lastName, lastText] = linked ? ["last-link", LAST_LINK] : ["last-value", LAST_VALUE];
  const last = await tx.query<{ updated_at: string | null }>(lastName, lastText, parameters);
  const count = counted.rows[0]?.count ?? 0;
  return {
    uses: await findUses(tx, field),
    records: { count: Math.min(count, USAGE_COUNT_LIMIT), capped: count > USAGE_COUNT_LIMIT },
    lastUsedAt: last.rows[0]?.updated_at ?? null,
  };
}
