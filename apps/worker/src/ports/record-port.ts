import { PrincipalId, type FieldValues, type RecordPatch } from "@catalyst/contracts";
import { databaseFailure, isUnavailable, type TenantTransaction } from "@catalyst/db";
import type { RecordService } from "@catalyst/records";
import {
  type ClaimedRun,
  EffectError,
  type RecordPort,
  type Segment,
  type StepRecord,
} from "@catalyst/workflow-engine";

/** Writes records through the one write path, inside the segment's transaction, with the run as the reason. */
export function recordPort(
  records: RecordService,
  segment: Segment<TenantTransaction>,
  cause: { readonly claim: ClaimedRun; readonly stepKey: string },
): RecordPort {
  const { tx, run } = segment;
  const reason = {
    kind: "workflow_run",
    runId: cause.claim.runId,
    stepKey: cause.stepKey,
    rootId: run.rootId,
    depth: run.depth,
  } as const;
  return {
    create: ({ entityType, fields }) =>
      explained(async () => toStepRecord(await records.create(tx, { entityType, ...toPatch(fields) }, reason))),
    update: ({ entityType, id, fields }) =>
      explained(async () =>
        toStepRecord(await records.update(tx, { entityType, id, version: null, ...toPatch(fields) }, reason)),
      ),
  };
}

function toStepRecord({ record }: Awaited<ReturnType<RecordService["create"]>>): StepRecord {
  const { id, entityType, version, ownerId } = record;
  return { id, entityType, version, fields: { ...record.fields, ownerId } };
}

/** In a workflow the owner is a field like any other; in a patch it stands beside them. */
function toPatch(values: FieldValues): RecordPatch {
  const { ownerId, ...fields } = values;
  if (ownerId === undefined) return { fields };
  return { fields, ownerId: ownerId === null || ownerId === "" ? null : PrincipalId.parse(ownerId) };
}

/** The record service throws what people should read; statements may throw SQL's own errors, which a step may retry. */
async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failure = databaseFailure(error);
    if (failure === null || isUnavailable(error)) throw error;
    const details = { retryable: RETRYABLE.has(failure.sqlState), definite: true, cause: error };
    throw new EffectError(`sql_${failure.sqlState}`, "The database refused the change.", details);
  }
}

/** Serialization, deadlock, lock and statement time-outs. */
const RETRYABLE = new Set(["40001", "40P01", "55P03", "57014"]);
