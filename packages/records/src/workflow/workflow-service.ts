import {
  allows,
  VersionId,
  WorkflowId,
  type WorkflowDetail,
  type WorkflowGraph,
  type WorkflowProblem,
  type WorkflowSummary,
  type WorkflowVersionSummary,
} from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { validateGraph } from "@catalyst/workflow-engine";
import type { Metadata } from "../metadata/metadata.ts";
import { knownWorkflows } from "./known-workflows.ts";
import { listWorkflows } from "./list-workflows.ts";
import { publishWorkflow, setWorkflowEnabled, type Publication } from "./publish-workflow.ts";
import { createWorkflow, saveDraft, type DraftChange, type NewWorkflow } from "./workflow-draft.ts";
import { loadWorkflow, toDetail } from "./workflow-row.ts";
import { getVersion, listVersions, type VersionKey, type WorkflowVersion } from "./workflow-versions.ts";

/** Administration of workflows; rights by role are the caller's to check. Every call works in the caller's transaction. */
export type WorkflowService = {
  list(tx: TenantTransaction): Promise<WorkflowSummary[]>;
  get(tx: TenantTransaction, workflowId: WorkflowId): Promise<WorkflowDetail>;
  create(tx: TenantTransaction, input: Omit<NewWorkflow, "workflowId">): Promise<WorkflowDetail>;
  saveDraft(tx: TenantTransaction, input: DraftChange): Promise<WorkflowDetail>;
  validate(tx: TenantTransaction, graph: WorkflowGraph): Promise<readonly WorkflowProblem[]>;
  publish(tx: TenantTransaction, input: Omit<Publication, "versionId" | "validate">): Promise<WorkflowDetail>;
  setEnabled(
    tx: TenantTransaction,
    input: { readonly workflowId: WorkflowId; readonly enabled: boolean },
  ): Promise<WorkflowDetail>;
  versions(tx: TenantTransaction, workflowId: WorkflowId): Promise<WorkflowVersionSummary[]>;
  getVersion(tx: TenantTransaction, key: VersionKey): Promise<WorkflowVersion>;
  /** Puts an old version's graph into the draft. */
  restoreVersion(tx: TenantTransaction, input: VersionKey & { readonly draftVersion: number }): Promise<WorkflowDetail>;
};

/** What the service is made of. */
export type WorkflowServiceParts = {
  readonly metadata: (tx: TenantTransaction) => Promise<Metadata>;
  readonly newId: () => string;
};

/** Makes the service. */
export function createWorkflowService({ metadata, newId }: WorkflowServiceParts): WorkflowService {
  const known = knownWorkflows();
  const validate = async (
    tx: TenantTransaction,
    graph: WorkflowGraph,
    workflowId?: WorkflowId,
  ): Promise<readonly WorkflowProblem[]> => {
    const { entityTypes, principals } = await metadata(tx);
    const { role } = tx.principal;
    // Who only looks at a workflow is not told what they could not publish.
    const publisher = allows(role, "workflows.manage") ? { publisherRole: role } : {};
    const all = { entityTypes: [...entityTypes.values()], principals, workflows: await known(tx), ...publisher };
    return validateGraph(graph, workflowId === undefined ? all : { ...all, workflowId });
  };
  const detail = async (tx: TenantTransaction, workflowId: WorkflowId): Promise<WorkflowDetail> => {
    const row = await loadWorkflow(tx, workflowId);
    return toDetail(row, await validate(tx, row.draft_graph, workflowId));
  };
  return {
    list: listWorkflows,
    get: detail,
    create: async (tx, input) => {
      const workflowId = WorkflowId.parse(newId());
      await createWorkflow(tx, { ...input, workflowId });
      return detail(tx, workflowId);
    },
    saveDraft: async (tx, input) => {
      await saveDraft(tx, input);
      return detail(tx, input.workflowId);
    },
    validate,
    publish: async (tx, input) => {
      await publishWorkflow(tx, {
        ...input,
        versionId: VersionId.parse(newId()),
        validate: (graph) => validate(tx, graph, input.workflowId),
      });
      return detail(tx, input.workflowId);
    },
    setEnabled: async (tx, { workflowId, enabled }) => {
      await setWorkflowEnabled(tx, workflowId, enabled);
      return detail(tx, workflowId);
    },
    versions: listVersions,
    getVersion,
    restoreVersion: async (tx, { workflowId, versionId, draftVersion }) => {
      const { graph } = await getVersion(tx, { workflowId, versionId });
      await saveDraft(tx, { workflowId, draftVersion, graph });
      return detail(tx, workflowId);
    },
  };
}
