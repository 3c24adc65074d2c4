import type { TenantTransaction } from "@catalyst/db";

/**
 * A run shows values of the record that started it, so who may not see the record may not see the run. The policy on
 * crm.records decides; who sees everything skips the look-up.
 */
export function visibleRun(tx: TenantTransaction): string {
  const { scope, scopeByEntityType } = tx.principal;
  if (scope === "all" && Object.keys(scopeByEntityType).length === 0) return "true";
  return "(r.record_id is null or exists (select 1 from crm.records v where v.tenant_id = r.tenant_id and v.entity_type = r.entity_type and v.id = r.record_id))";
}

/** Statements are prepared by name, one for each text. */
export function statementName(base: string, tx: TenantTransaction): string {
  return visibleRun(tx) === "true" ? base : `${base}-scoped`;
}
