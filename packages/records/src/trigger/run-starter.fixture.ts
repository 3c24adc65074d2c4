import { randomUUID } from "node:crypto";
import type { TriggerDefinition, WorkflowGraph } from "@catalyst/contracts";
import type { Fixture } from "../record-service.fixture.ts";
import { createRecordService, type RecordService } from "../record-service.ts";
import { createRunStarter } from "./run-starter.ts";

type RunRow = {
  run_id: string;
  root_id: string;
  depth: number;
  status: string;
  trigger_key: string;
  trigger: { event: string };
  detail: string | null;
  state: { tokens: unknown[] };
  principal_id: string;
};

function graphOf(trigger: TriggerDefinition): WorkflowGraph {
  return {
    schema: 1,
    trigger,
    steps: [{ key: "s1", type: "delay@1", name: "Wait", config: { minutes: 1 }, onError: "fail" }],
    edges: [{ from: "trigger", port: "next", to: "s1" }],
  };
}

/** Publishes a graph as the workflow service does: version, live version, trigger; gives the workflow's id. */
export async function publish(f: Fixture, trigger: TriggerDefinition): Promise<string> {
  const [workflowId, versionId, tenantId] = [randomUUID(), randomUUID(), f.tenant.tenantId];
  const insertVersion =
    "insert into crm.workflow_versions (tenant_id, version_id, workflow_id, number, graph, content_hash) values ($1, $2, $3, 1, $4::jsonb, 'x')";
  const insertTrigger =
    "insert into crm.workflow_triggers (tenant_id, workflow_id, version_id, entity_type, event, config) values ($1, $2, $3, $4, $5, $6::jsonb)";
  await f.as(async (tx) => {
    await tx.query(null, "insert into crm.workflows (tenant_id, workflow_id, name) values ($1, $2, 'W')", [
      tenantId,
      workflowId,
    ]);
    await tx.query(null, insertVersion, [tenantId, versionId, workflowId, JSON.stringify(graphOf(trigger))]);
    await tx.query(null, insertTrigger, [
      tenantId,
      workflowId,
      versionId,
      trigger.config.entityType,
      trigger.type,
      JSON.stringify(trigger.config),
    ]);
  });
  return workflowId;
}

/** The record service with the port that starts runs. */
export function service(): { records: RecordService } {
  const startRuns = createRunStarter({
    wakeWorkers: () => undefined,
    newId: randomUUID,
    now: () => new Date().toISOString(),
  });
  return {
    records: createRecordService({
      startRuns,
      enqueueBackfill: async () => undefined,
      enqueueFieldJob: async () => undefined,
      enqueueRecordJob: async () => undefined,
      newId: randomUUID,
    }),
  };
}

/** Runs that a wake-up waits for. */
export const wokenIn = async (f: Fixture): Promise<readonly string[]> =>
  (
    await f.db.adminQuery<{ run_id: string }>(
      "select data ->> 'runId' as run_id from pgboss.job where name = 'run-wake'",
    )
  ).map((row) => row.run_id);

/** All runs, the oldest first. */
export const runsOf = (f: Fixture) =>
  f.db.adminQuery<RunRow>("select * from crm.workflow_runs order by started_at, run_id");
