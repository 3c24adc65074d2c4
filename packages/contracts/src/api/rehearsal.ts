import { z } from "zod";
import { FieldValue, FieldValues } from "../field-value.ts";
import { WorkflowId, type EntityTypeKey, type RecordId } from "../ids.ts";
import { RecordKey } from "../record.ts";
import { WorkflowGraph } from "../workflow/graph.ts";
import type { RunStatus, RunStepRecord } from "../workflow/run.ts";

/** Steps of one rehearsal at most; a loop goes through the first items only. */
export const REHEARSAL_STEP_LIMIT = 200;
export const REHEARSAL_ITEM_LIMIT = 10;

export const RehearseInput = z.strictObject({
  workflowId: WorkflowId,
  /** As it is drawn now; left out, the stored draft. */
  graph: WorkflowGraph.optional(),
  /** The real record that it is tried on, where its trigger needs one. */
  record: RecordKey.optional(),
  /** Values that the record is taken to have had before the change. */
  previous: FieldValues.default({}),
  /** What a webhook, a form, a person or another workflow would give. */
  input: FieldValue.default(null),
  /** How whoever is asked decides. */
  approvals: z.enum(["approved", "rejected"]).default("approved"),
});
export type RehearseInput = z.infer<typeof RehearseInput>;

/** A record as the rehearsal would have left it: values by field before and after, of the fields that changed. */
export type RehearsedChange = {
  readonly entityType: EntityTypeKey;
  readonly recordId: RecordId;
  readonly name: string;
  readonly action: "created" | "updated" | "deleted" | "restored";
  readonly before: FieldValues;
  readonly after: FieldValues;
};

/** What would have left the product. */
export type CapturedCall =
  | {
      readonly kind: "mail";
      readonly stepKey: string;
      readonly to: string;
      readonly subject: string;
      readonly text: string;
    }
  | {
      readonly kind: "http";
      readonly stepKey: string;
      readonly method: string;
      readonly url: string;
      readonly headers: readonly string[];
      readonly body: string | null;
      readonly signedIn: boolean;
    }
  | {
      readonly kind: "notification";
      readonly stepKey: string;
      readonly people: readonly string[];
      readonly title: string;
      readonly body: string;
    }
  | { readonly kind: "workflow"; readonly stepKey: string; readonly workflowId: string | null };

/** A wait that the rehearsal did not sit out. */
export type SkippedWait = {
  readonly stepKey: string;
  readonly kind: string;
  /** When it would have gone on by itself. */
  readonly until: string | null;
};

/** What a run would do now. Nothing of it has happened. */
export type Rehearsal = {
  readonly status: RunStatus;
  readonly detail: string | null;
  /** Whether the trigger would have started a run for this change; null where no change starts it. */
  readonly wouldStart: boolean | null;
  readonly steps: readonly RunStepRecord[];
  readonly changes: readonly RehearsedChange[];
  readonly captured: readonly CapturedCall[];
  readonly waits: readonly SkippedWait[];
  /** Runs of other workflows that the changes would start. */
  readonly otherRuns: number;
};
