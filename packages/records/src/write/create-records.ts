import { DomainError, type EntityType, type Problem, type RecordId, type RecordPatch } from "@catalyst/contracts";
import type { PublishedTrigger } from "@catalyst/workflow-engine";
import { requireEntityType } from "../metadata/metadata.ts";
import { explained, planNew, type WriteContext } from "./create-record.ts";
import { withAutoNumbers } from "./auto-numbers.ts";
import type { PlannedRecord } from "./plan-record.ts";
import { findTargets, linkChanges, missingTarget } from "./write-links.ts";
import { toTriggerSnapshot, writeRecords } from "./write-records.ts";

/** Records of one statement: large enough that round trips don't count, small enough to retry one by one. */
const BATCH_ROWS = 300;

/** Many new records of one entity type. `startRuns`: of all workflows, of none, or of these alone, as an import may wish. */
export type CreateRecordsRequest = {
  readonly entityType: string;
  readonly records: readonly (RecordPatch & { readonly id?: RecordId | undefined })[];
  readonly startRuns: boolean | readonly string[];
};

/** What became of one of many records. */
export type CreateOutcome =
  | { readonly ok: true; readonly id: RecordId }
  | { readonly ok: false; readonly problems: readonly Problem[] };

type Numbered = { readonly index: number; readonly planned: PlannedRecord };
type Batch = {
  readonly entityType: EntityType;
  readonly rows: readonly Numbered[];
  readonly outcomes: CreateOutcome[];
  readonly startRuns: boolean | readonly string[];
};

/**
 * Creates many records, each valid one of them, with audit and runs: outcomes in the order given. A batch with a value
 * that is taken is written again record by record, so that one row never costs its neighbours.
 */
export async function createRecords(
  context: WriteContext,
  request: CreateRecordsRequest,
): Promise<readonly CreateOutcome[]> {
  const entityType = requireEntityType(context.metadata, request.entityType);
  const plans = request.records.map((record) => planNew(context, entityType, record));
  const outcomes: CreateOutcome[] = plans.map((plan) =>
    plan.ok ? { ok: true, id: plan.planned.id } : { ok: false, problems: plan.problems },
  );
  const valid = plans.flatMap((plan, index): Numbered[] => (plan.ok ? [{ index, planned: plan.planned }] : []));
  for (let start = 0; start < valid.length; start += BATCH_ROWS) {
    await writeBatch(context, {
      entityType,
      rows: valid.slice(start, start + BATCH_ROWS),
      outcomes,
      startRuns: request.startRuns,
    });
  }
  return outcomes;
}

async function writeBatch(context: WriteContext, batch: Batch): Promise<void> {
  const rows = await numbered(context, batch, await withTargets(context, batch));
  if (rows.length === 0 || (await tryWrite(context, { ...batch, rows })) === null) return;
  for (const row of rows) {
    const failure = await tryWrite(context, { ...batch, rows: [row] });
    if (failure !== null) batch.outcomes[row.index] = { ok: false, problems: failure.problems };
  }
}

async function withTargets(context: WriteContext, batch: Batch): Promise<readonly Numbered[]> {
  const { missing } = await findTargets(
    context.tx,
    linkChanges(
      batch.entityType,
      batch.rows.map((row) => row.planned),
    ),
  );
  const refused = new Map<string, Problem[]>();
  for (const link of missing)
    refused.set(link.from_id, [...(refused.get(link.from_id) ?? []), missingTarget(link.field)]);
  for (const row of batch.rows) {
    const problems = refused.get(row.planned.id);
    if (problems !== undefined) batch.outcomes[row.index] = { ok: false, problems };
  }
  return batch.rows.filter((row) => !refused.has(row.planned.id));
}

async function numbered(context: WriteContext, batch: Batch, rows: readonly Numbered[]): Promise<readonly Numbered[]> {
  const planned = await withAutoNumbers(
    context.tx,
    batch.entityType,
    rows.map((row) => row.planned),
  );
  return rows.map((row, index) => ({ ...row, planned: planned[index] ?? row.planned }));
}

/** Writes inside a savepoint; gives the error of a value that can't be saved, with nothing written, or null. */
async function tryWrite(context: WriteContext, batch: Batch): Promise<DomainError | null> {
  const { tx, reason, ports } = context;
  const planned = batch.rows.map((row) => row.planned);
  await tx.query(null, "savepoint record_batch", []);
  try {
    const records = await explained(context, batch.entityType, () =>
      writeRecords(tx, { entityType: batch.entityType, records: planned, reason, rollups: context.rollups }),
    );
    const changes = planned.flatMap((plan, index) => {
      const record = records[index];
      return record === undefined ? [] : [toTriggerSnapshot(plan, record)];
    });
    const { triggers } = context.metadata;
    if (batch.startRuns !== false)
      await ports.startRuns(tx, { changes, reason, triggers: chosenTriggers(triggers, batch.startRuns) });
    await tx.query(null, "release savepoint record_batch", []);
    return null;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "field_invalid") throw error;
    await tx.query(null, "rollback to savepoint record_batch", []);
    return error;
  }
}

function chosenTriggers(
  triggers: readonly PublishedTrigger[],
  chosen: true | readonly string[],
): readonly PublishedTrigger[] {
  if (chosen === true) return triggers;
  const ids = new Set(chosen);
  return triggers.filter(({ workflowId }) => ids.has(workflowId));
}
