import { DomainError } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import type { CustomField } from "../admin/field-row.ts";
import { findUses } from "./find-uses.ts";

/** Refuses what would break those who depend on a field, and names them. `intent` completes "can't ...". */
export async function refuseUsed(tx: TenantTransaction, field: CustomField, intent: string): Promise<void> {
  const blocking = (await findUses(tx, field)).filter((use) => use.blocks);
  if (blocking.length === 0) return;
  throw new DomainError("conflict", `You can't ${intent}: ${field.label} is in use. Change what uses it first.`, {
    problems: blocking.map((use) => ({ field: field.key, code: use.kind, message: `${use.name}: ${use.place}.` })),
  });
}
