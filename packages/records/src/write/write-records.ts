import type {
  ChangeReason,
  CrmRecord,
  EntityType,
  FieldValue,
  FieldValues,
  TriggerSnapshot,
} from "@catalyst/contracts";
import { errorKey, valuesKey } from "@catalyst/custom-fields";
import { formulaFields } from "@catalyst/custom-fields/formula";
import type { TenantTransaction } from "@catalyst/db";
import { writtenStates } from "../computed/computed-states.ts";
import type { RollupMarker } from "../computed/rollup-marker.ts";
import { toSnapshot } from "../read/record-row.ts";
import type { PlannedRecord } from "./plan-record.ts";
import { insertStatement, updateStatement } from "./record-statements.ts";
import { linkChanges, writeLinks, type LinkChanges } from "./write-links.ts";

/** Planned records of one entity type, all new or all known. */
export type WriteRequest = {
  readonly entityType: EntityType;
  readonly records: readonly PlannedRecord[];
  /** Changes of a record that were put off until now, the first one first. */
  readonly earlier?: ReadonlyMap<string, readonly PlannedRecord[]>;
  readonly reason: ChangeReason;
  /** Reasons of records that have one of their own, all of one kind. */
  readonly reasons?: ReadonlyMap<string, ChangeReason>;
  /** Links of the records, whose targets are locked by now. */
  readonly links?: LinkChanges;
  readonly rollups: Pick<RollupMarker, "beforeLinks" | "afterWrite">;
};

type WrittenRow = {
  readonly id: string;
  readonly version: number;
  readonly created_at: string;
  readonly updated_at: string;
};

/** Writes records, native rows, audit and links; gives the records as they are now, in the order given. */
export async function writeRecords(tx: TenantTransaction, request: WriteRequest): Promise<readonly CrmRecord[]> {
  const { entityType, records, reason } = request;
  const first = records[0];
  if (first === undefined) return [];
  const count = records.length === 1 ? "one" : "many";
  const statement = first.before === null ? insertStatement(entityType) : updateStatement(entityType, count);
  const changesOf = (record: PlannedRecord): readonly PlannedRecord[] => [
    ...(request.earlier?.get(record.id) ?? []),
    record,
  ];
  const rows = records.map((record) => ({
    ...toInput(entityType, changesOf(record), record),
    reason_id: reasonId(request.reasons?.get(record.id) ?? reason),
  }));
  const parameters = [
    tx.principal.tenantId,
    entityType.key,
    JSON.stringify(rows),
    tx.principal.principalId,
    reason.kind,
    ...(first.before === null ? [] : [count === "one" ? first.id : records.map((record) => record.id)]),
  ];
  const result = await tx.query<WrittenRow>(statement.name, statement.text, parameters);
  if (result.rows.length !== records.length) throw new Error("Assertion failed: locked records can't vanish");
  const changes = records
    .flatMap(changesOf)
    .map(({ id, before, changedKeys }) => ({ id, isNew: before === null, changedKeys }));
  await request.rollups.beforeLinks(entityType, changes);
  await writeLinks(tx, entityType, request.links ?? linkChanges(entityType, records));
  await request.rollups.afterWrite(entityType, changes);
  const written = new Map(result.rows.map((row) => [row.id, row]));
  return records.map((record) => toWritten(tx, entityType, { record, row: written.get(record.id) }));
}

/** What triggers are matched against: the record after and before a change. */
export function toTriggerSnapshot(planned: PlannedRecord, record: CrmRecord): TriggerSnapshot {
  return {
    event: planned.before === null ? "created" : "updated",
    entityType: record.entityType,
    recordId: record.id,
    recordVersion: record.version,
    record: toSnapshot(record),
    previous: planned.before === null ? null : toSnapshot(planned.before),
    changedFields: planned.changedKeys,
  };
}

/** Id that goes with a reason in the audit row. */
export function reasonId(reason: ChangeReason): string | null {
  switch (reason.kind) {
    case "import":
      return reason.importId;
    case "workflow_run":
      return reason.runId;
    case "screen":
    case "api":
    case "seed":
      return null;
  }
}

/** A record's last state with all its changes, as the statement reads it. */
function toInput(
  entityType: EntityType,
  changes: readonly PlannedRecord[],
  record: PlannedRecord,
): Readonly<Record<string, unknown>> {
  const custom: Record<string, FieldValue> = {};
  const native: Record<string, FieldValue> = {};
  for (const field of entityType.fields) {
    const value = record.fields[field.key] ?? null;
    if (field.storage.kind === "native") native[`x_${field.storage.column}`] = value;
    // Empty values are left out of new records: slots and filters treat absent and null alike.
    else if (field.storage.kind === "values" && (value !== null || record.before !== null))
      custom[valuesKey(field)] = value;
  }
  addFormulaErrors(entityType, record, custom);
  const { id, ownerId, teamId, displayName } = record;
  return {
    id,
    owner_id: ownerId,
    team_id: teamId,
    display_name: displayName,
    custom,
    is_native: touchesNative(entityType, changes),
    changes: changes.map((change) => ({ before: beforeImage(change), after: afterImage(change) })),
    ...native,
  };
}

function touchesNative(entityType: EntityType, changes: readonly PlannedRecord[]): boolean {
  const keys = new Set(changes.flatMap((change) => change.changedKeys));
  return entityType.fields.some((field) => field.storage.kind === "native" && keys.has(field.key));
}

/** An error lives beside its formula's value; one that is gone is written as null. */
function addFormulaErrors(entityType: EntityType, record: PlannedRecord, custom: Record<string, FieldValue>): void {
  for (const field of formulaFields(entityType)) {
    const error = record.formulaErrors[field.key] ?? null;
    if (error !== null || record.before !== null) custom[errorKey(field)] = error;
  }
}

function beforeImage(record: PlannedRecord): FieldValues {
  const before = record.before;
  if (before === null) return {};
  const values: FieldValues = { ...before.fields, ownerId: before.ownerId, teamId: before.teamId };
  return Object.fromEntries(record.changedKeys.map((key) => [key, values[key] ?? null]));
}

function afterImage(record: PlannedRecord): FieldValues {
  const values: FieldValues = { ...record.fields, ownerId: record.ownerId, teamId: record.teamId };
  return Object.fromEntries(record.changedKeys.map((key) => [key, values[key] ?? null]));
}

function toWritten(
  tx: TenantTransaction,
  entityType: EntityType,
  written: { record: PlannedRecord; row: WrittenRow | undefined },
): CrmRecord {
  const { record, row } = written;
  if (row === undefined) throw new Error("Assertion failed: each written record comes back");
  return asWritten(tx, entityType, { record, row });
}

/** A planned record with what the database says of its write. */
export function asWritten(
  tx: TenantTransaction,
  entityType: EntityType,
  { record, row }: { readonly record: PlannedRecord; readonly row: Omit<WrittenRow, "id"> },
): CrmRecord {
  return {
    id: record.id,
    entityType: entityType.key,
    displayName: record.displayName,
    version: row.version,
    ownerId: record.ownerId,
    teamId: record.teamId,
    createdAt: row.created_at,
    createdBy: record.before === null ? tx.principal.principalId : record.before.createdBy,
    updatedAt: row.updated_at,
    updatedBy: tx.principal.principalId,
    deletedAt: null,
    fields: record.fields,
    ...writtenStates(record.formulaErrors, row.updated_at),
  };
}
