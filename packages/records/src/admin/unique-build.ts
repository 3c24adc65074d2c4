import type { TenantTransaction } from "@catalyst/db";
import type { BackfillTarget } from "../ports.ts";
import type { Assignment } from "./run-backfill.ts";
import { slotColumn } from "./slot-expression.ts";

const ANY_DUPLICATE = `
  select exists (
    select from crm.records r where r.tenant_id = $1 and r.entity_type = $2 and r.deleted_at is null
      and crm.slot_unique(r.values -> $3) is not null
    group by crm.slot_unique(r.values -> $3) having count(*) > 1) as found`;
const SET_UNIQUE = `
  update crm.custom_field_definitions set is_unique = true, version = version + 1, updated_at = now()
  where tenant_id = $1 and field_id = $2`;

/** Whether two live records have the same value, compared as the unique index does. */
export async function hasDuplicates(
  tx: TenantTransaction,
  field: { readonly entityType: string; readonly key: string },
): Promise<boolean> {
  const parameters = [tx.principal.tenantId, field.entityType, field.key];
  const result = await tx.query<{ found: boolean }>("any-duplicate", ANY_DUPLICATE, parameters);
  return result.rows[0]?.found ?? false;
}

/** Makes the field unique if every record that a writer had to leave out is in the index by now; with writers kept out. */
export async function finishUnique(
  tx: TenantTransaction,
  target: BackfillTarget,
  assignment: Assignment,
): Promise<boolean> {
  const text = `
    select exists (
      select from crm.record_rechecks c
      join crm.records r on r.tenant_id = c.tenant_id and r.entity_type = c.entity_type and r.id = c.record_id
      where c.tenant_id = $1 and c.entity_type = $2 and c.watch = $3
        and ${slotColumn(target.slot)} is distinct from crm.slot_unique(r.values -> $4)) as left_out`;
  const parameters = [tx.principal.tenantId, target.entityType, target.slot, assignment.field_key];
  const result = await tx.query<{ left_out: boolean }>(null, text, parameters);
  if (result.rows[0]?.left_out !== false) return false;
  await tx.query("set-unique", SET_UNIQUE, [tx.principal.tenantId, assignment.field_id]);
  return true;
}
