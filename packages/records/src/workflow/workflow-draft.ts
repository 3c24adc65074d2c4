import { DomainError, WorkflowId, type WorkflowGraph } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { assertDraftVersion, auditWorkflow, lockWorkflow } from "./workflow-row.ts";

/** Workflows of one tenant at most: each record change looks at all live triggers. */
export const WORKFLOW_LIMIT = 500;

const COUNT = "select count(*)::int as count from crm.workflows where tenant_id = $1";
const INSERT_WORKFLOW = "insert into crm.workflows (tenant_id, workflow_id, name, created_by) values ($1, $2, $3, $4)";
const INSERT_DRAFT =
  "insert into crm.workflow_drafts (tenant_id, workflow_id, graph, updated_by) values ($1, $2, $3::jsonb, $4)";
const SAVE_DRAFT = `
  update crm.workflow_drafts set graph = $3::jsonb, version = version + 1, updated_at = now(), updated_by = $4
  where tenant_id = $1 and workflow_id = $2`;
const RENAME =
  "update crm.workflows set name = $3, updated_at = now() where tenant_id = $1 and workflow_id = $2 and name <> $3";

/** What an admin begins with: a trigger and nothing after it. */
const EMPTY_GRAPH: WorkflowGraph = {
  schema: 1,
  trigger: { type: "record_updated@1", config: { entityType: "companies", watchedFields: [] } },
  steps: [],
  edges: [],
};

/** A workflow to be made. */
export type NewWorkflow = {
  readonly workflowId: WorkflowId;
  readonly name: string;
  readonly graph?: WorkflowGraph | undefined;
};

/** Makes a workflow with a draft; nothing runs before it is published. */
export async function createWorkflow(tx: TenantTransaction, input: NewWorkflow): Promise<void> {
  const { tenantId, principalId } = tx.principal;
  const counted = await tx.query<{ count: number }>("count-workflows", COUNT, [tenantId]);
  if ((counted.rows[0]?.count ?? 0) >= WORKFLOW_LIMIT)
    throw new DomainError("quota_exceeded", `A tenant can have at most ${WORKFLOW_LIMIT} workflows.`);
  await tx.query("insert-workflow", INSERT_WORKFLOW, [tenantId, input.workflowId, input.name, principalId]);
  await tx.query("insert-draft", INSERT_DRAFT, [
    tenantId,
    input.workflowId,
    JSON.stringify(input.graph ?? EMPTY_GRAPH),
    principalId,
  ]);
  await auditWorkflow(tx, {
    action: "configured",
    workflowId: input.workflowId,
    before: {},
    after: { name: input.name },
  });
}

/** A draft to be saved over the one that was loaded as `draftVersion`. */
export type DraftChange = {
  readonly workflowId: WorkflowId;
  readonly draftVersion: number;
  readonly name?: string | undefined;
  readonly graph: WorkflowGraph;
};

/** Saves the draft, sound or not. Not audited: the canvas saves by itself while one draws. */
export async function saveDraft(tx: TenantTransaction, input: DraftChange): Promise<void> {
  const { tenantId, principalId } = tx.principal;
  assertDraftVersion(await lockWorkflow(tx, input.workflowId), input.draftVersion);
  await tx.query("save-draft", SAVE_DRAFT, [tenantId, input.workflowId, JSON.stringify(input.graph), principalId]);
  if (input.name !== undefined) await tx.query("rename-workflow", RENAME, [tenantId, input.workflowId, input.name]);
}
