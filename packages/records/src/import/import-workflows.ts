import { WorkflowId, type ImportId, type ImportWorkflow } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { eventsOf } from "@catalyst/workflow-engine";
import type { Metadata } from "../metadata/metadata.ts";
import { loadImport } from "./import-row.ts";

const NAMES = `
  select workflow_id, name from crm.workflows where tenant_id = $1 and workflow_id = any($2::uuid[]) order by name, workflow_id`;

/** The live workflows that new records of an import's entity type may start. @throws DomainError `not_found` */
export async function importWorkflows(
  tx: TenantTransaction,
  metadata: Metadata,
  importId: ImportId,
): Promise<readonly ImportWorkflow[]> {
  const { entity_type: entityType } = await loadImport(tx, importId);
  const waiting = metadata.triggers.filter(
    ({ trigger }) => trigger.config.entityType === entityType && eventsOf(trigger.type).includes("created"),
  );
  const types = new Map(waiting.map(({ workflowId, trigger }) => [workflowId, trigger.type]));
  const values = [tx.principal.tenantId, [...types.keys()]];
  const { rows } = await tx.query<{ workflow_id: string; name: string }>("import-workflows", NAMES, values);
  return rows.flatMap(({ workflow_id: id, name }) => {
    const workflowId = WorkflowId.parse(id);
    const triggerType = types.get(workflowId);
    return triggerType === undefined ? [] : [{ workflowId, name, triggerType }];
  });
}
