import type { Role, RunDetail, RunStepRecord, TriggerSnapshot } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { without } from "../metadata/readable-metadata.ts";

const CLOSED_KEYS = `
  select distinct key from crm.custom_field_definitions where tenant_id = $1 and not ($2::text = any (read_roles))`;

/**
 * A run as the caller's role may see it. It worked with the rights of whoever started it, so values of fields that are
 * closed to the caller are taken out of what started it and of what its steps took and gave.
 */
export async function readableRun(tx: TenantTransaction, run: RunDetail): Promise<RunDetail> {
  const closed = await closedToRole(tx, tx.principal.role);
  if (closed.size === 0) return run;
  return {
    ...run,
    trigger: readableTrigger(run.trigger, closed),
    steps: run.steps.map((step) => readableStep(step, closed)),
  };
}

/** A value of a run as the caller's role may see it. */
export async function readableValue(tx: TenantTransaction, value: unknown): Promise<unknown> {
  const closed = await closedToRole(tx, tx.principal.role);
  return closed.size === 0 ? value : pruned(value, closed);
}

async function closedToRole(tx: TenantTransaction, role: Role): Promise<ReadonlySet<string>> {
  if (role === "admin") return new Set();
  const result = await tx.query<{ key: string }>("closed-keys", CLOSED_KEYS, [tx.principal.tenantId, role]);
  return new Set(result.rows.map((row) => row.key));
}

function readableTrigger(trigger: TriggerSnapshot, closed: ReadonlySet<string>): TriggerSnapshot {
  return {
    ...trigger,
    record: without(trigger.record, closed),
    previous: trigger.previous === null ? null : without(trigger.previous, closed),
    changedFields: trigger.changedFields.filter((key) => !closed.has(key)),
  };
}

function readableStep(step: RunStepRecord, closed: ReadonlySet<string>): RunStepRecord {
  return { ...step, input: pruned(step.input, closed), output: pruned(step.output, closed) };
}

/** A value without the keys, however deep they stand. */
function pruned(value: unknown, keys: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => pruned(item, keys));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !keys.has(key));
  return Object.fromEntries(kept.map(([key, inner]) => [key, pruned(inner, keys)]));
}
