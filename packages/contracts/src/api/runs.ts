import { z } from "zod";
import { EntityTypeKey, RecordId, RunId, WorkflowId } from "../ids.ts";
import { RUN_STATUSES } from "../workflow/run.ts";

export const ListRunsInput = z.strictObject({
  workflowId: WorkflowId.optional(),
  status: z.enum(RUN_STATUSES).optional(),
  record: z.strictObject({ entityType: EntityTypeKey, id: RecordId }).optional(),
  limit: z.int().min(1).max(100).default(50),
  cursor: z.string().max(200).optional(),
});
export type ListRunsInput = z.infer<typeof ListRunsInput>;
export const RunIdInput = z.strictObject({ runId: RunId });
/** `seq` of a step's `largeOutput`. */
export const StepOutputInput = RunIdInput.extend({ seq: z.int().min(1) });

/** Days that the history of ended runs is kept. */
export const SetRetentionInput = z.strictObject({ days: z.int().min(1).max(3_650) });
/** How long the history is kept, and what the last deletion did; `lastRunAt` null: there was none yet. */
export type RunRetention = {
  readonly days: number;
  readonly lastRunAt: string | null;
  readonly lastDeleted: number;
  readonly totalDeleted: number;
};
