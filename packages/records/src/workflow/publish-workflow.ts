import {
  DomainError,
  type VersionId,
  type WorkflowGraph,
  type WorkflowId,
  type WorkflowProblem,
} from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { ENGINE_VERSION } from "@catalyst/workflow-engine";
import { setSchedule } from "../trigger/schedules.ts";
import { contentHash } from "./content-hash.ts";
import { assertDraftVersion, auditWorkflow, lockWorkflow, type WorkflowRow } from "./workflow-row.ts";

const INSERT_VERSION = `
  insert into crm.workflow_versions (tenant_id, version_id, workflow_id, number, graph, content_hash, min_engine, note, published_by)
  select $1, $3, $2, 1 + coalesce(max(number), 0), $4::jsonb, $5, $6, $7, $8
  from crm.workflow_versions where tenant_id = $1 and workflow_id = $2
  returning number`;
// Whoever publishes a workflow that was paused since its publisher left takes it over.
const SET_LIVE = `
  update crm.workflows set live_version_id = $3, acts_for = null, updated_at = now(),
    paused = case when paused_reason is null then paused end, paused_reason = null
  where tenant_id = $1 and workflow_id = $2`;
// As its schedule does, a workflow acts for whoever has switched it on.
const SET_ENABLED = `
  update crm.workflows set enabled = $3, acts_for = case when $3 then $4 else acts_for end, updated_at = now()
  where tenant_id = $1 and workflow_id = $2`;
const REMOVE_TRIGGER = "delete from crm.workflow_triggers where tenant_id = $1 and workflow_id = $2";
const SET_TRIGGER = `
  insert into crm.workflow_triggers (tenant_id, workflow_id, version_id, entity_type, event, config) values ($1, $2, $3, $4, $5, $6::jsonb)
  on conflict (tenant_id, workflow_id) do update
  set version_id = excluded.version_id, entity_type = excluded.entity_type, event = excluded.event, config = excluded.config`;

/** What is published, and as what. */
export type Publication = {
  readonly workflowId: WorkflowId;
  readonly draftVersion: number;
  readonly note: string;
  readonly versionId: VersionId;
  /** Finds what is wrong with a graph, in this transaction's metadata. */
  readonly validate: (graph: WorkflowGraph) => Promise<readonly WorkflowProblem[]>;
};

/**
 * Makes the draft the live version. Runs in progress keep theirs; rolling back is publishing an old graph again.
 * @throws DomainError `workflow_invalid` with a problem for each error; `conflict` when nothing has changed.
 */
export async function publishWorkflow(tx: TenantTransaction, input: Publication): Promise<void> {
  const before = await lockWorkflow(tx, input.workflowId);
  assertDraftVersion(before, input.draftVersion);
  const graph = before.draft_graph;
  assertSound(await input.validate(graph));
  const hash = contentHash(graph);
  if (hash === before.live_hash)
    throw new DomainError("conflict", `Nothing has changed since version ${before.live_number}, which is live.`);
  const number = await insertVersion(tx, input, { graph, hash });
  await tx.query("set-live-version", SET_LIVE, [tx.principal.tenantId, input.workflowId, input.versionId]);
  if (before.enabled) await setTrigger(tx, input, graph);
  await auditWorkflow(tx, {
    action: "published",
    workflowId: input.workflowId,
    before: { versionId: before.live_version_id, number: before.live_number },
    after: { versionId: input.versionId, number, contentHash: hash, note: input.note },
  });
}

/** Lets a workflow's trigger start runs, or stops it; runs that have started go on. */
export async function setWorkflowEnabled(
  tx: TenantTransaction,
  workflowId: WorkflowId,
  enabled: boolean,
): Promise<void> {
  const before = await lockWorkflow(tx, workflowId);
  if (before.enabled === enabled) return;
  const { tenantId, principalId } = tx.principal;
  await tx.query("set-workflow-enabled", SET_ENABLED, [tenantId, workflowId, enabled, principalId]);
  const { live_version_id: versionId, live_graph: graph } = before;
  if (!enabled) await removeTrigger(tx, workflowId);
  else if (versionId !== null && graph !== null) await setTrigger(tx, { workflowId, versionId }, graph);
  await auditWorkflow(tx, {
    action: "configured",
    workflowId,
    before: { enabled: before.enabled },
    after: { enabled },
  });
}

function assertSound(problems: readonly WorkflowProblem[]): void {
  const errors = problems.filter((problem) => problem.severity === "error");
  if (errors.length === 0) return;
  throw new DomainError(
    "workflow_invalid",
    `This workflow has ${errors.length === 1 ? "a problem" : `${errors.length} problems`} that must be solved before it can be published.`,
    {
      problems: errors.map(({ stepKey, path, code, message }) => ({
        field: [stepKey ?? "trigger", path].filter((part) => part !== null).join("."),
        code,
        message,
      })),
    },
  );
}

async function insertVersion(
  tx: TenantTransaction,
  input: Publication,
  { graph, hash }: { readonly graph: WorkflowGraph; readonly hash: string },
): Promise<number> {
  const { tenantId, principalId } = tx.principal;
  const values = [
    tenantId,
    input.workflowId,
    input.versionId,
    JSON.stringify(graph),
    hash,
    ENGINE_VERSION,
    input.note,
    principalId,
  ];
  const { rows } = await tx.query<{ number: number }>("insert-version", INSERT_VERSION, values);
  const row = rows[0];
  if (row === undefined) throw new Error("Assertion failed: an insert gives its row");
  return row.number;
}

async function removeTrigger(tx: TenantTransaction, workflowId: WorkflowId): Promise<void> {
  await tx.query("remove-trigger", REMOVE_TRIGGER, [tx.principal.tenantId, workflowId]);
  await setSchedule(tx, workflowId, null);
}

async function setTrigger(
  tx: TenantTransaction,
  live: { readonly workflowId: WorkflowId; readonly versionId: WorkflowRow["live_version_id"] },
  graph: WorkflowGraph,
): Promise<void> {
  const { type, config } = graph.trigger;
  const values = [
    tx.principal.tenantId,
    live.workflowId,
    live.versionId,
    config.entityType === "" ? null : config.entityType,
    type,
    JSON.stringify(config),
  ];
  await tx.query("set-trigger", SET_TRIGGER, values);
  await setSchedule(tx, live.workflowId, graph.trigger);
}
