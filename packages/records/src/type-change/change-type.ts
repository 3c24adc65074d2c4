import { ConversionId, DomainError, FieldId, type TypeChange } from "@catalyst/contracts";
import { fieldTypeOf } from "@catalyst/custom-fields";
import type { TenantTransaction } from "@catalyst/db";
import { auditConfiguration, lockAnyField, lockSlots, readField, type CustomField } from "../admin/field-row.ts";
import type { RecordPorts } from "../ports.ts";
import { refuseUsed } from "../usage/refuse-used.ts";
import { invalid } from "../write/create-record.ts";
import { effectsOf } from "./plan-conversion.ts";
import { lockConversion, NO_EFFECTS, readConversion, toTypeChange, type ConversionRow } from "./conversion-row.ts";
import { dropPurges, schedulePurge } from "./value-purge.ts";

const START = `
  update crm.field_conversions set state = $3, watched_source = $4, watched_target = $5, backfill_after = null, done_rows = 0,
    clean_rows = case when $3 = 'converting' then 0 else clean_rows end, lossy_rows = case when $3 = 'converting' then 0 else lossy_rows end,
    failed_rows = case when $3 = 'converting' then 0 else failed_rows end, undo_lost_rows = 0, error = null,
    total_rows = (select count(*) from crm.records r where r.tenant_id = $1 and r.entity_type = $6), updated_at = now()
  where tenant_id = $1 and conversion_id = $2`;
const END = `
  update crm.field_conversions set state = $3, watched_source = null, watched_target = null, undo_until = null, error = $4, updated_at = now()
  where tenant_id = $1 and conversion_id = $2`;
const BACK_TO_CHANGED = `
  update crm.field_conversions set state = 'changed', watched_source = from_key, watched_target = to_key, backfill_after = null, error = $3,
    done_rows = total_rows, updated_at = now()
  where tenant_id = $1 and conversion_id = $2`;
const FORGET_NOTES = "delete from crm.record_rechecks where tenant_id = $1 and entity_type = $2 and watch = $3";
const ANY_NOTE = "select from crm.record_rechecks where tenant_id = $1 and entity_type = $2 and watch = $3 limit 1";
const EARLIER = `
  select conversion_id, from_key from crm.field_conversions
  where tenant_id = $1 and field_id = $2 and state = 'changed' and conversion_id <> $3`;

/** A change of type with who is in its way now. */
export async function getTypeChange(tx: TenantTransaction, conversionId: ConversionId): Promise<TypeChange> {
  return describe(tx, await readConversion(tx, conversionId));
}

/**
 * Starts the change that a dry run has looked at. Refused with the list of users while somebody depends on the field.
 * A change before it can't be undone any more: its old values go.
 */
export async function changeType(
  tx: TenantTransaction,
  ports: RecordPorts,
  conversionId: ConversionId,
): Promise<TypeChange> {
  const { field, row } = await lockBoth(tx, conversionId);
  if (row.state === "planning")
    throw new DomainError("conflict", "The dry run is not done yet. Wait until it has looked at all records.");
  if (row.state !== "planned")
    throw new DomainError(
      "conflict",
      "This change has been started or given up already. Reload to see where it stands.",
    );
  await refuseUsed(tx, field, "change its type");
  const problems = fieldTypeOf({ type: row.to_type, config: row.to_config }).checkConfig(row.to_config);
  if (problems.length > 0) throw invalid(problems);
  await makeFinal(tx, ports, { field, row });
  await start(tx, ports, { row, state: "converting" });
  return describe(tx, await readConversion(tx, conversionId));
}

/** Takes a change back, within its time: values from before it return, values given since are converted back. */
export async function undoTypeChange(
  tx: TenantTransaction,
  ports: RecordPorts,
  conversionId: ConversionId,
): Promise<TypeChange> {
  const { field, row } = await lockBoth(tx, conversionId);
  if (row.state !== "changed" || row.undo_until === null)
    throw new DomainError("conflict", "This change can't be undone: it is not done, or its time is over.");
  await refuseUsed(tx, field, "undo the change of its type");
  const notes = await tx.query("any-note", ANY_NOTE, [tx.principal.tenantId, row.entity_type, row.conversion_id]);
  if (notes.rows.length > 0)
    throw new DomainError("conflict", "The last values are still being converted. Try again in a moment.");
  await dropPurges(tx, row);
  await start(tx, ports, { row, state: "undoing" });
  return describe(tx, await readConversion(tx, conversionId));
}

/** Gives a dry run, a change or an undo up. What was written meanwhile is taken away by a job. */
export async function cancelTypeChange(
  tx: TenantTransaction,
  ports: RecordPorts,
  conversionId: ConversionId,
): Promise<TypeChange> {
  const { row } = await lockBoth(tx, conversionId);
  await stopConversion(tx, ports, { row, state: "cancelled", error: null });
  return describe(tx, await readConversion(tx, conversionId));
}

/** After a fault of ours: the change is given up, an undo leaves the change as it was. */
export async function failTypeChange(
  tx: TenantTransaction,
  ports: RecordPorts,
  failure: { readonly conversionId: ConversionId; readonly error: string },
): Promise<void> {
  const { row } = await lockBoth(tx, failure.conversionId);
  await stopConversion(tx, ports, { row, state: "failed", error: failure.error });
}

type Stop = { readonly row: ConversionRow; readonly state: "cancelled" | "failed"; readonly error: string | null };

async function stopConversion(tx: TenantTransaction, ports: RecordPorts, stop: Stop): Promise<void> {
  const { row, state, error } = stop;
  const key = [tx.principal.tenantId, row.conversion_id];
  switch (row.state) {
    case "planning":
    case "planned":
      await tx.query("end-conversion", END, [...key, state, error]);
      return;
    case "converting":
      await tx.query("end-conversion", END, [...key, state, error]);
      await tx.query("forget-all-notes", FORGET_NOTES, [key[0], row.entity_type, row.conversion_id]);
      await schedulePurge(tx, ports, { row, keys: [row.to_key], delaySeconds: 0 });
      return;
    case "undoing":
      await tx.query("back-to-changed", BACK_TO_CHANGED, [...key, error]);
      await tx.query("forget-all-notes", FORGET_NOTES, [key[0], row.entity_type, row.conversion_id]);
      await schedulePurge(tx, ports, { row, keys: [row.from_key], delaySeconds: secondsUntil(row) });
      return;
    case "changed":
    case "cancelled":
    case "undone":
    case "failed":
    case "final":
      if (state === "cancelled")
        throw new DomainError(
          "conflict",
          "There is nothing to cancel: this change is over. Reload to see where it stands.",
        );
  }
}

/** The day was set when the change was done; a purge that comes a little later takes nothing from anybody. */
function secondsUntil(row: ConversionRow): number {
  const left = row.undo_until === null ? 0 : Date.parse(row.undo_until) - Date.now();
  return Math.max(0, Math.ceil(left / 1_000));
}

async function lockBoth(
  tx: TenantTransaction,
  conversionId: ConversionId,
): Promise<{ readonly field: CustomField; readonly row: ConversionRow }> {
  const known = await readConversion(tx, conversionId);
  const field = await lockAnyField(tx, FieldId.parse(known.field_id));
  await lockSlots(tx, field.entityType);
  return { field, row: await lockConversion(tx, conversionId) };
}

/** Watching begins with writers kept out: whoever writes after this is noted, whoever wrote before it is seen by the job. */
async function start(
  tx: TenantTransaction,
  ports: RecordPorts,
  begun: { readonly row: ConversionRow; readonly state: "converting" | "undoing" },
): Promise<void> {
  const { row, state } = begun;
  const [source, target] = state === "converting" ? [row.from_key, row.to_key] : [row.to_key, row.from_key];
  const { tenantId } = tx.principal;
  await tx.query("start-conversion", START, [tenantId, row.conversion_id, state, source, target, row.entity_type]);
  await auditConfiguration(tx, {
    entityType: row.entity_type,
    before: { type: row.from_type },
    after: {
      [state === "converting" ? "typeChangeStarted" : "typeChangeUndone"]: {
        fieldId: row.field_id,
        toType: row.to_type,
      },
    },
  });
  await ports.enqueueFieldJob(tx, { kind: "typeChange", conversionId: ConversionId.parse(row.conversion_id) }, 0);
}

/** Ends the way back of the change before this one. */
async function makeFinal(
  tx: TenantTransaction,
  ports: RecordPorts,
  next: { readonly field: CustomField; readonly row: ConversionRow },
): Promise<void> {
  const { tenantId } = tx.principal;
  const earlier = await tx.query<{ conversion_id: string; from_key: string }>("earlier-conversions", EARLIER, [
    tenantId,
    next.field.fieldId,
    next.row.conversion_id,
  ]);
  for (const { conversion_id, from_key } of earlier.rows) {
    const row = { ...next.row, conversion_id };
    await dropPurges(tx, row);
    await tx.query("end-conversion", END, [tenantId, conversion_id, "final", null]);
    await tx.query("forget-all-notes", FORGET_NOTES, [tenantId, row.entity_type, conversion_id]);
    await schedulePurge(tx, ports, { row, keys: [from_key], delaySeconds: 0 });
  }
}

async function describe(tx: TenantTransaction, row: ConversionRow): Promise<TypeChange> {
  const asks = row.state === "planning" || row.state === "planned" || row.state === "changed";
  if (!asks) return toTypeChange(row, NO_EFFECTS);
  const field = await readField(tx, FieldId.parse(row.field_id));
  return toTypeChange(row, await effectsOf(tx, field, { type: row.to_type, config: row.to_config }));
}
