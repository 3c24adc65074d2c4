import {
  DomainError,
  RecordId,
  type ChangeReason,
  type CreateRecordInput,
  type CrmRecord,
  type EntityType,
  type Problem,
  type RecordReference,
} from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import type { RollupMarker } from "../computed/rollup-marker.ts";
import { requireEntityType, type Metadata } from "../metadata/metadata.ts";
import type { RecordPorts } from "../ports.ts";
import { withAutoNumbers } from "./auto-numbers.ts";
import { planRecord, type Plan } from "./plan-record.ts";
import { explainWriteError } from "./write-error.ts";
import { linkChanges, lockTargets } from "./write-links.ts";
import { toTriggerSnapshot, writeRecords } from "./write-records.ts";

/** What every write needs beside its input. */
export type WriteContext = {
  readonly tx: TenantTransaction;
  readonly metadata: Metadata;
  readonly ports: RecordPorts;
  readonly reason: ChangeReason;
  /** What the transaction's last write left. */
  readonly justWritten: WrittenRecord | null;
  /** Notes which roll-ups the writes of this call put out of date. */
  readonly rollups: RollupMarker;
};

/** A written record with the names of what it points to. */
export type WrittenRecord = { readonly record: CrmRecord; readonly references: readonly RecordReference[] };

/** Creates one record: validate, lock link targets, write, start runs. */
export async function createRecord(context: WriteContext, input: CreateRecordInput): Promise<WrittenRecord> {
  const { tx, metadata, ports, reason } = context;
  const entityType = requireEntityType(metadata, input.entityType);
  const planned = accept(planNew(context, entityType, input));
  const links = linkChanges(entityType, [planned]);
  const references = await lockTargets(tx, links);
  const [numbered = planned] = await withAutoNumbers(tx, entityType, [planned]);
  const [record] = await explained(context, entityType, () =>
    writeRecords(tx, { entityType, records: [numbered], reason, links, rollups: context.rollups }),
  );
  if (record === undefined) throw new Error("Assertion failed: one record was written");
  await ports.startRuns(tx, { changes: [toTriggerSnapshot(numbered, record)], reason, triggers: metadata.triggers });
  return { record, references };
}

/** Plans a new record; its owner is who makes it, its team that person's first one. */
export function planNew(
  context: WriteContext,
  entityType: EntityType,
  input: Omit<CreateRecordInput, "entityType">,
): Plan {
  const { tx, metadata, ports } = context;
  const owner = metadata.principals.find((principal) => principal.id === tx.principal.principalId && principal.active);
  return planRecord({
    metadata,
    entityType,
    patch: input,
    id: input.id ?? RecordId.parse(ports.newId()),
    before: null,
    principal: tx.principal,
    defaults: { ownerId: owner?.id ?? null, teamId: tx.principal.teamIds[0] ?? null },
  });
}

/** A plan that holds, or `field_invalid` with its problems. */
export function accept(plan: Plan): (Plan & { ok: true })["planned"] {
  if (plan.ok) return plan.planned;
  throw invalid(plan.problems);
}

/** The error of values that can't be saved. */
export function invalid(problems: readonly Problem[]): DomainError {
  return new DomainError("field_invalid", "Some values can't be saved. See the marked fields.", { problems });
}

/** Runs a write and names the field of a unique value that is taken. */
export async function explained<T>(context: WriteContext, entityType: EntityType, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw explainWriteError(error, context.metadata, entityType);
  }
}
