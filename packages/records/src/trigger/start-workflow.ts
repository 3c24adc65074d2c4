import {
  DomainError,
  type FieldValue,
  type RecordId,
  takesEnrolments,
  type TriggerDefinition,
  type TriggerEvent,
  type TriggerSnapshot,
  type WorkflowId,
} from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { eventsOf, type PublishedTrigger, startVerdict } from "@catalyst/workflow-engine";
import type { Metadata } from "../metadata/metadata.ts";
import { getManyRecords } from "../read/get-record.ts";
import { toSnapshot } from "../read/record-row.ts";
import { inputProblems } from "./check-input.ts";
import { insertRuns, type InsertedRun, type NewRun, type RunInserter } from "./insert-runs.ts";

/** Records that one call may start a workflow for. */
export const START_LIMIT = 1_000;

/** A workflow that somebody or something starts. */
export type WorkflowStart = {
  readonly workflowId: WorkflowId;
  readonly event: Exclude<TriggerEvent, "created" | "updated" | "deleted" | "restored" | "workflow">;
  /** Records are put through it by hand, also where it otherwise waits for changes of them. */
  readonly enrols?: boolean;
  /** Names the start for ever: the same one twice starts one run. */
  readonly key: string;
  /** One run for each of them; null: one run without a record. */
  readonly recordIds: readonly RecordId[] | null;
  readonly input: FieldValue;
};

/** What starting works with. */
export type WorkflowStarter = {
  readonly inserter: RunInserter;
  readonly metadata: (tx: TenantTransaction) => Promise<Metadata>;
};

/**
 * Starts a live workflow; gives the runs that are new. Records that are gone, not visible, or don't meet the trigger's
 * condition start none. @throws DomainError `not_found`, `conflict` for another trigger, `field_invalid` for the input
 */
export async function startWorkflow(
  tx: TenantTransaction,
  starter: WorkflowStarter,
  start: WorkflowStart,
): Promise<readonly InsertedRun[]> {
  const metadata = await starter.metadata(tx);
  const published = liveTrigger(metadata, start);
  assertInput(published.trigger, start.input);
  const snapshots = await snapshotsOf(tx, metadata, { start, trigger: published.trigger });
  const now = starter.inserter.ports.now();
  const starts = snapshots.flatMap((trigger): NewRun[] => {
    const verdict = startVerdict(published.trigger, trigger, now);
    if (verdict === false) return [];
    const { workflowId, versionId, minEngine } = published;
    const triggerKey = trigger.recordId === null ? start.key : `${start.key}:${trigger.recordId}`;
    const problem = verdict === true ? null : verdict;
    return [{ workflowId, versionId, minEngine, triggerKey, trigger, problem, state: null, parentRunId: null }];
  });
  if (starts.length === 0) return [];
  return insertRuns(tx, starter.inserter, { starts, position: { rootId: null, depth: 0 } });
}

/** A start for records that are found later. */
export type PlannedStart = Pick<WorkflowStart, "workflowId" | "event" | "input"> & { readonly entityType: string };

/** Whether records could be enrolled in a workflow. @throws DomainError as `startWorkflow` */
export async function assertEnrollable(
  tx: TenantTransaction,
  starter: WorkflowStarter,
  start: PlannedStart,
): Promise<void> {
  const { trigger } = liveTrigger(await starter.metadata(tx), { ...start, enrols: true });
  if (trigger.config.entityType !== start.entityType)
    throw new DomainError("conflict", "This workflow starts for records of another entity type.");
  assertInput(trigger, start.input);
}

function assertInput(trigger: TriggerDefinition, input: FieldValue): void {
  const problems = inputProblems(trigger.config.input ?? [], input);
  if (problems.length > 0)
    throw new DomainError("field_invalid", "Some inputs are missing or not right. See the marked fields.", {
      problems,
    });
}

type Fired = Pick<WorkflowStart, "workflowId" | "event" | "enrols">;

function liveTrigger(metadata: Metadata, { workflowId, event, enrols }: Fired): PublishedTrigger {
  const published = metadata.triggers.find((trigger) => trigger.workflowId === workflowId);
  if (published === undefined) throw new DomainError("not_found", "This workflow is switched off or not published.");
  const { trigger } = published;
  if (!(enrols === true && takesEnrolments(trigger)) && !eventsOf(trigger.type).includes(event))
    throw new DomainError("conflict", "This workflow does not start that way.");
  return published;
}

type Asked = { readonly start: WorkflowStart; readonly trigger: TriggerDefinition };

async function snapshotsOf(
  tx: TenantTransaction,
  metadata: Metadata,
  { start, trigger }: Asked,
): Promise<readonly TriggerSnapshot[]> {
  const { entityType } = trigger.config;
  const { event, input, recordIds } = start;
  const bare = { event, previous: null, changedFields: [], input };
  if (entityType === "" || recordIds === null) {
    if (entityType !== "") throw new DomainError("bad_request", "Say for which records the workflow starts.");
    return [{ ...bare, entityType: null, recordId: null, recordVersion: 0, record: {} }];
  }
  if (recordIds.length > START_LIMIT)
    throw new DomainError("bad_request", `A workflow can be started for ${START_LIMIT} records at once.`);
  const found = await getManyRecords(tx, metadata, { entityType, ids: [...new Set(recordIds)] });
  return found.records.map((record) => {
    const snapshot = toSnapshot(record);
    const { id: recordId, version: recordVersion } = record;
    // A workflow that waits for changes may read what was before: as nothing has changed, that is the same.
    const previous = trigger.type === "record_updated@1" || trigger.type === "record_entered@1" ? snapshot : null;
    return { ...bare, entityType, recordId, recordVersion, record: snapshot, previous };
  });
}
