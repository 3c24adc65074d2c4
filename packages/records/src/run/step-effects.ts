import { type FieldValues, PrincipalId, type RecordPatch } from "@catalyst/contracts";
import { databaseFailure, isUnavailable, type TenantTransaction } from "@catalyst/db";
import {
  type EffectCause,
  EffectError,
  type Segment,
  type StepEffects,
  type StepRecord,
} from "@catalyst/workflow-engine";
import type { RecordService } from "../record-service.ts";
import type { RunInserter } from "../trigger/insert-runs.ts";
import { startChildRun } from "../trigger/start-child.ts";
import { choosePrincipal } from "./choose-principal.ts";
import type { NoticeSender } from "./notify.ts";
import { countItems, findItem, keepItems } from "./run-items.ts";

/** What the effects of steps go through. */
export type EffectParts = {
  readonly records: RecordService;
  readonly runs: RunInserter;
  readonly notices: NoticeSender;
};

/** Does what steps want through the one write path, inside the segment's transaction, with the run as the reason. */
export function stepEffects(parts: EffectParts, segment: Segment<TenantTransaction>, cause: EffectCause): StepEffects {
  return {
    ...recordEffects(parts, segment, cause),
    ...listEffects(parts, segment, cause),
    ...peopleEffects(parts, segment, cause),
  };
}

/** The effects on records alone. */
export type RecordEffects = Pick<StepEffects, "create" | "update" | "delete" | "load" | "find">;
type ListEffects = Pick<StepEffects, "keepItems" | "loadItem" | "countItems">;
type PeopleEffects = Pick<StepEffects, "startRun" | "notify" | "choosePrincipal">;

/** Creates, changes, deletes and reads records through the record service. */
export function recordEffects(
  { records }: Pick<EffectParts, "records">,
  segment: Segment<TenantTransaction>,
  cause: EffectCause,
): RecordEffects {
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
        toStepRecord(
          await records.update(tx, { entityType, id, version: null, late: !cause.apart, ...toPatch(fields) }, reason),
        ),
      ),
    delete: ({ entityType, id }) =>
      explained(async () => void (await records.delete(tx, { entityType, ids: [id] }, reason))),
    load: ({ entityType, id }) => explained(() => loadOne(records, tx, { entityType, id })),
    find: (query) => explained(() => records.findIds(tx, query)),
  };
}

function listEffects(
  { records }: EffectParts,
  { tx }: Segment<TenantTransaction>,
  { claim }: EffectCause,
): ListEffects {
  return {
    keepItems: (key, entityType, ids) =>
      explained(() => keepItems(tx, { runId: claim.runId, key }, { entityType, ids })),
    loadItem: async (list, ordinal) => {
      const item = await findItem(tx, list, ordinal);
      return item === null ? null : await loadOne(records, tx, item);
    },
    countItems: (list) => countItems(tx, list),
  };
}

function peopleEffects(parts: EffectParts, segment: Segment<TenantTransaction>, cause: EffectCause): PeopleEffects {
  const { tx, run } = segment;
  const { claim, stepKey } = cause;
  return {
    startRun: (start) => explained(() => startChildRun(tx, parts.runs, { start, parent: { claim, run } })),
    notify: (notice) => explained(() => parts.notices.send(tx, claim.runId, notice)),
    choosePrincipal: (request) =>
      explained(() => choosePrincipal(tx, { ...request, workflowId: run.workflowId, stepKey })),
  };
}

/** A record that the principal sees, or null. */
async function loadOne(
  records: RecordService,
  tx: TenantTransaction,
  key: { readonly entityType: string; readonly id: string },
): Promise<StepRecord | null> {
  const found = await records.getMany(tx, { entityType: key.entityType, ids: [key.id] });
  const record = found.records[0];
  return record === undefined ? null : toStepRecord({ record });
}

function toStepRecord({ record }: Pick<Awaited<ReturnType<RecordService["create"]>>, "record">): StepRecord {
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
