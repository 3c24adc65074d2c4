import { z } from "zod";
import { PrincipalId, VersionId, WorkflowId } from "../ids.ts";
import { WorkflowGraph } from "../workflow/graph.ts";

export const CreateWorkflowInput = z.strictObject({
  name: z.string().trim().min(1).max(120),
  graph: WorkflowGraph.optional(),
});
export const WorkflowIdInput = z.strictObject({ workflowId: WorkflowId });

/** `draftVersion` is the one that was loaded; another one stored means 409 version_conflict. */
export const SaveDraftInput = z.strictObject({
  workflowId: WorkflowId,
  draftVersion: z.int().min(1),
  name: z.string().trim().min(1).max(120).optional(),
  graph: WorkflowGraph,
});
export const ValidateWorkflowInput = z.strictObject({ graph: WorkflowGraph });
export const PublishWorkflowInput = z.strictObject({
  workflowId: WorkflowId,
  draftVersion: z.int().min(1),
  note: z.string().max(500).default(""),
});
export const SetWorkflowEnabledInput = z.strictObject({ workflowId: WorkflowId, enabled: z.boolean() });
export const VersionIdInput = z.strictObject({ workflowId: WorkflowId, versionId: VersionId });
/** Puts an old version's graph into the draft. */
export const RestoreVersionInput = VersionIdInput.extend({ draftVersion: z.int().min(1) });

/** What the validator finds; errors refuse publishing, warnings don't. `stepKey` null: the trigger or the whole. */
export type WorkflowProblem = {
  readonly severity: "error" | "warning";
  readonly code: string;
  readonly message: string;
  readonly stepKey: string | null;
  /** Path inside the step's config, such as `fields.title`. */
  readonly path: string | null;
};

/** Why a workflow was paused by itself. */
export type PausedReason = "publisher_left";

export type WorkflowSummary = {
  readonly workflowId: WorkflowId;
  readonly name: string;
  readonly enabled: boolean;
  readonly liveVersion: number | null;
  readonly hasDraftChanges: boolean;
  readonly entityType: string;
  readonly triggerType: string;
  readonly stepCount: number;
  readonly updatedAt: string;
  readonly lastRunAt: string | null;
  readonly pausedReason: PausedReason | null;
  readonly openRuns: number;
  readonly failedRuns: number;
};

export type WorkflowDetail = {
  readonly workflowId: WorkflowId;
  readonly name: string;
  readonly enabled: boolean;
  /** What becomes of new runs: `queue` keeps them, `drop` leaves them out; null: they start. */
  readonly paused: "queue" | "drop" | null;
  /** Why, where nobody has paused it: its runs acted for somebody who has left. Going on makes them act for who says so. */
  readonly pausedReason: PausedReason | null;
  /** Who hears of failed runs; null: nobody. */
  readonly alertPrincipalId: PrincipalId | null;
  readonly draft: { readonly version: number; readonly graph: WorkflowGraph; readonly updatedAt: string };
  readonly live: { readonly versionId: VersionId; readonly number: number; readonly graph: WorkflowGraph } | null;
  readonly problems: readonly WorkflowProblem[];
};

export type WorkflowVersionSummary = {
  readonly versionId: VersionId;
  readonly number: number;
  readonly note: string;
  readonly publishedBy: PrincipalId | null;
  readonly publishedAt: string;
  readonly contentHash: string;
  readonly live: boolean;
};
