import { z } from "zod";
import { FieldValue } from "../field-value.ts";
import { Filter } from "../filter.ts";
import { EntityTypeKey, PrincipalId, RecordId, RunId, WorkflowId } from "../ids.ts";
import { type InputField, StepKey } from "../workflow/graph.ts";
import type { RunStatus } from "../workflow/run.ts";

/** `key` names the start: sent again, after a lost answer, it starts nothing more. */
export const StartWorkflowInput = z.strictObject({
  workflowId: WorkflowId,
  key: z.guid(),
  /** One run for each of them; left out: one run without a record. */
  recordIds: z.array(RecordId).min(1).max(1_000).optional(),
  input: FieldValue.default(null),
});
export type StartWorkflowInput = z.infer<typeof StartWorkflowInput>;

/** What came of a start: records that don't meet the workflow's condition start no run. */
export type StartedRuns = {
  readonly runs: readonly { readonly runId: RunId; readonly status: RunStatus; readonly problem: string | null }[];
};

/** A workflow that people start by hand. */
export type StartableWorkflow = {
  readonly workflowId: WorkflowId;
  readonly name: string;
  /** Null: it starts without a record. */
  readonly entityType: EntityTypeKey | null;
  readonly input: readonly InputField[];
};

/** `queue`: new runs wait; `drop`: they are left out; null: the workflow goes on. */
export const PauseWorkflowInput = z.strictObject({
  workflowId: WorkflowId,
  paused: z.enum(["queue", "drop"]).nullable(),
});
export const SetFailureAlertInput = z.strictObject({ workflowId: WorkflowId, principalId: PrincipalId.nullable() });

/** Where another system calls, and what it signs with (standardwebhooks.com). */
export type WebhookDetails = { readonly url: string; readonly secret: string };

/** From the step that failed, or from any that had begun; on its own version or the live one. */
export const RetryRunInput = z.strictObject({
  runId: RunId,
  fromStep: StepKey.nullable().default(null),
  version: z.enum(["same", "live"]).default("same"),
});
export const RepairRunsInput = z.strictObject({
  runIds: z.array(RunId).min(1).max(200),
  version: z.enum(["same", "live"]).default("live"),
});

/** Records a minute that one enrolment starts at most. */
export const ENROLMENT_RATE_LIMIT = 6_000;

/** Puts all records that meet a filter through a workflow that starts by hand. `records.count` says before how many they are. */
export const StartEnrolmentInput = z.strictObject({
  workflowId: WorkflowId,
  entityType: EntityTypeKey,
  filter: Filter,
  input: FieldValue.default(null),
  ratePerMinute: z.int().min(1).max(ENROLMENT_RATE_LIMIT).default(600),
});
export const EnrolmentIdInput = z.strictObject({ enrolmentId: z.guid() });
/** Records of an enrolment that are counted ahead at most. */
export const ENROLMENT_COUNT_LIMIT = 10_000;

/** Where an enrolment stands. */
export type Enrolment = {
  readonly enrolmentId: string;
  readonly workflowId: WorkflowId;
  readonly entityType: EntityTypeKey;
  readonly filter: Filter;
  readonly state: "running" | "paused" | "cancelled" | "done" | "failed";
  /** Runs that it has started; records that the workflow's condition leaves out have none. */
  readonly started: number;
  /** Records that are still to come, ENROLMENT_COUNT_LIMIT at most; null once it has ended. */
  readonly left: number | null;
  readonly ratePerMinute: number;
  readonly createdBy: PrincipalId;
  readonly createdAt: string;
  readonly endedAt: string | null;
  readonly error: string | null;
};
export const SteerEnrolmentInput = EnrolmentIdInput.extend({ state: z.enum(["running", "paused", "cancelled"]) });

/** Something that happened elsewhere, for a run that waits for it or will; the same `id` twice counts once. */
export const DeliverEventInput = z.strictObject({
  name: z.string().trim().min(1).max(500),
  id: z.string().min(1).max(200),
  payload: FieldValue.default(null),
});
