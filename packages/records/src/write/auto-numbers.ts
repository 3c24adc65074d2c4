import type { EntityType, FieldDefinition } from "@catalyst/contracts";
import { fieldTypeOf } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import { withFormulas } from "../computed/with-formulas.ts";
import type { PlannedRecord } from "./plan-record.ts";

// The row lock makes everybody who takes numbers of the field wait for this transaction: its rollback gives them back.
const TAKE_RANGE = `
  update crm.auto_numbers set next_number = next_number + $3 where tenant_id = $1 and field_id = $2
  returning next_number - $3 as first`;

/**
 * New records with the numbers of their auto-number fields, each field's range taken with one statement inside the
 * records' own transaction. Called as late as possible, since the counter is locked until the commit.
 */
export async function withAutoNumbers(
  tx: TenantTransaction,
  entityType: EntityType,
  records: readonly PlannedRecord[],
): Promise<readonly PlannedRecord[]> {
  const fields = numberedFields(entityType);
  if (fields.length === 0 || records.length === 0) return records;
  let numbered = records;
  for (const field of fields) {
    const first = await takeRange(tx, field, records.length);
    numbered = numbered.map((record, index) => ({
      ...record,
      ...withFormulas(entityType, { ...record.fields, [field.key]: first + index }),
      changedKeys: [...record.changedKeys, field.key],
    }));
  }
  return numbered;
}

/** In the order of their ids, so that two transactions never wait for each other's counters. */
function numberedFields(entityType: EntityType): readonly FieldDefinition[] {
  return entityType.fields
    .filter((field) => fieldTypeOf(field).numbered && field.storage.kind === "values")
    .sort((left, right) => ((left.fieldId ?? "") < (right.fieldId ?? "") ? -1 : 1));
}

async function takeRange(tx: TenantTransaction, field: FieldDefinition, count: number): Promise<number> {
  const { rows } = await tx.query<{ first: number }>("take-auto-numbers", TAKE_RANGE, [
    tx.principal.tenantId,
    field.fieldId,
    count,
  ]);
  const first = rows[0]?.first;
  if (first === undefined) throw new Error("Assertion failed: every auto-number field has a counter");
  return first;
}
