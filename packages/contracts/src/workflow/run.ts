import type { FieldValue, FieldValues } from "../field-value.ts";
import type { EntityTypeKey, PrincipalId, RecordId, RunId, VersionId, WorkflowId } from "../ids.ts";
import type { StepKey, WorkflowGraph } from "./graph.ts";

/** A run's status as people see it. The last four are final; nothing leaves them. */
export const RUN_STATUSES = [
  "queued",
  "runnable",
  "running",
  "waiting",
  "completed",
  "failed",
  "cancelled",
  "quarantined",
] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** A step record's status; `uncertain`: nobody can know whether the call was carried out. */
export const STEP_STATUSES = ["started", "done", "failed", "uncertain"] as const;
export type StepStatus = (typeof STEP_STATUSES)[number];

/** What can start a run. */
export const TRIGGER_EVENTS = [
  "created",
  "updated",
  "deleted",
  "restored",
  "schedule",
  "webhook",
  "manual",
  "workflow",
  "form",
] as const;
export type TriggerEvent = (typeof TRIGGER_EVENTS)[number];

/**
 * What started a run, kept with it: what expressions call `record` and `previous`, and `steps.trigger` for what a
 * webhook, a form, a person or another workflow gave. Without a record the first two are empty.
 */
export type TriggerSnapshot = {
  readonly event: TriggerEvent;
  readonly entityType: EntityTypeKey | null;
  readonly recordId: RecordId | null;
  readonly recordVersion: number;
  readonly record: FieldValues;
  readonly previous: FieldValues | null;
  readonly changedFields: readonly string[];
  readonly input?: FieldValue;
  /** Tells changes of roll-ups apart, which raise no version. */
  readonly computation?: string;
};

/** One line of the runs list. */
export type RunSummary = {
  readonly runId: RunId;
  readonly workflowId: WorkflowId;
  readonly workflowName: string;
  readonly versionNumber: number;
  readonly status: RunStatus;
  readonly entityType: EntityTypeKey | null;
  readonly recordId: RecordId | null;
  readonly recordName: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** Why it failed, or what it waits for. */
  readonly detail: string | null;
};

/** One attempt of one step, as the history keeps it. */
export type RunStepRecord = {
  readonly seq: number;
  readonly stepKey: StepKey;
  readonly path: string;
  readonly attempt: number;
  readonly status: StepStatus;
  readonly input: unknown;
  /** Short values only where `largeOutput` is set. */
  readonly output: unknown;
  /** The whole output is too large to come along: `runs.stepOutput` gives it for this `seq`. */
  readonly largeOutput: { readonly seq: number; readonly bytes: number } | null;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly idempotencyKey: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
};

/** Somebody who was asked has handed an approval to somebody else. */
export type ApprovalDelegation = {
  readonly from: PrincipalId;
  readonly to: PrincipalId;
  readonly note: string;
  readonly at: string;
};

/** A run that has not ended always says what it waits for, since when and until when. */
export type RunWait = {
  readonly stepKey: StepKey | null;
  readonly kind:
    | "delay"
    | "retry"
    | "event"
    | "approval"
    | "child"
    | "debounce"
    | "paused"
    | "lane"
    | "admission"
    | "worker";
  readonly since: string;
  readonly until: string | null;
  /** Of an approval: whom it asks by now. */
  readonly approval?: { readonly waitId: string; readonly people: readonly PrincipalId[] };
};

/** Everything of one run, with the graph of the version that it is pinned to. */
export type RunDetail = RunSummary & {
  readonly versionId: VersionId;
  readonly graph: WorkflowGraph;
  readonly principalId: PrincipalId | null;
  readonly trigger: TriggerSnapshot;
  readonly steps: readonly RunStepRecord[];
  readonly waits: readonly RunWait[];
  /** Approvals of the run that were handed on, the oldest first. */
  readonly delegations: readonly (ApprovalDelegation & { readonly stepKey: StepKey })[];
  readonly cancelRequested: boolean;
};
