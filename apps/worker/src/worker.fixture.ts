import { randomBytes, randomUUID } from "node:crypto";
import { type ChangeReason, type RecordId, RunId, type StepDefinition, type WorkflowGraph } from "@catalyst/contracts";
import {
  createWorkQueue,
  openBoss,
  openDatabase,
  type Database,
  type TenantTransaction,
  withTenant,
  type WorkQueue,
} from "@catalyst/db";
import {
  cancelRun,
  createRecordService,
  recordPorts,
  type RecordService,
  versionGraphs,
  type WorkflowStarter,
} from "@catalyst/records";
import { testDatabase, type TestDatabase, testTenant, type TestTenant } from "@catalyst/testkit";
import pino from "pino";
import { readWorkerConfig, type WorkerConfig } from "./config.ts";

/** A tenant with the server's side of the product: what it writes starts runs. */
export type WorkerFixture = AsyncDisposable & {
  readonly db: TestDatabase;
  readonly database: Database;
  readonly tenant: TestTenant;
  readonly records: RecordService;
  readonly queue: WorkQueue;
  /** What starts runs by hand, by webhook and again. */
  readonly starter: WorkflowStarter;
  /** Runs work as the admin. */
  readonly asAdmin: <T>(work: (tx: TenantTransaction) => Promise<T>) => Promise<T>;
  readonly environment: Readonly<Record<string, string>>;
  readonly config: WorkerConfig;
  /** Publishes a workflow; gives its id. */
  publish(graph: WorkflowGraph): Promise<string>;
  createCompany(name: string, fields?: Readonly<Record<string, string>>): Promise<RecordId>;
  /** Asks all open runs to end, as the server does. */
  cancelRuns(): Promise<void>;
  /** Waits, by looking often, until the condition holds; fails after 25 s. */
  until(condition: () => Promise<boolean>): Promise<void>;
};

/** Seals the credentials of all fixtures of one test file. */
export const CREDENTIAL_KEY = randomBytes(32);
const SCREEN: ChangeReason = { kind: "screen" };
export const QUIET = pino({ level: process.env["TEST_LOG_LEVEL"] ?? "silent" });

/** A tenant and everything that triggers workflows, in a database of its own unless one is given. */
export async function workerFixture(given?: TestDatabase): Promise<WorkerFixture> {
  const db = given ?? (await testDatabase());
  const database = openDatabase({
    url: db.urls.app,
    contextKey: db.contextKey,
    poolSize: 4,
    onIdleError: () => undefined,
  });
  const queue = createWorkQueue(await openBoss(database, { onError: () => undefined }), database, () => undefined);
  const tenant = await testTenant(db);
  const records = createRecordService(recordPorts(queue));
  const ports = { newId: randomUUID, now: () => new Date().toISOString(), wakeWorkers: queue.wakeWorkers };
  const environment = {
    DATABASE_URL_WORKER: db.urls.worker,
    CONTEXT_KEY: db.contextKey.toString("hex"),
    CREDENTIAL_KEY: CREDENTIAL_KEY.toString("hex"),
    LOG_LEVEL: process.env["TEST_LOG_LEVEL"] ?? "silent",
  };
  return {
    db,
    database,
    tenant,
    records,
    queue,
    starter: { inserter: { ports, graphs: versionGraphs() }, metadata: records.metadata },
    asAdmin: (work) => withTenant(database, tenant.principals.admin, work),
    environment,
    config: readWorkerConfig(environment),
    publish: (graph) => publish(database, tenant, graph),
    async createCompany(name, fields = {}) {
      const { record } = await withTenant(database, tenant.principals.admin, (tx) =>
        records.create(tx, { entityType: "companies", fields: { name, ...fields } }, SCREEN),
      );
      return record.id;
    },
    async cancelRuns() {
      const open = await db.adminQuery<{ run_id: string }>("select run_id from engine.run_queue");
      const runIds = open.map((row) => RunId.parse(row.run_id));
      await withTenant(database, tenant.principals.admin, async (tx) => {
        for (const runId of runIds) await cancelRun(tx, runId);
        await queue.wakeRuns(tx, runIds);
      });
    },
    until,
    async [Symbol.asyncDispose]() {
      await queue.close();
      await database.pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

/** A graph whose steps follow each other. */
export function chain(steps: readonly Pick<StepDefinition, "key" | "type" | "config">[]): WorkflowGraph {
  const full = steps.map((step): StepDefinition => ({ name: step.key, onError: "fail", ...step }));
  const edges = full.map((step, place) => ({
    from: full[place - 1]?.key ?? ("trigger" as const),
    port: "next",
    to: step.key,
  }));
  return {
    schema: 1,
    trigger: { type: "record_created@1", config: { entityType: "companies", watchedFields: [] } },
    steps: full,
    edges,
  };
}

/** A step that creates a task named after the company. */
export function createTask(key: string, title = "{{ record.name }}"): Pick<StepDefinition, "key" | "type" | "config"> {
  return {
    key,
    type: "create_record@1",
    config: { entityType: "tasks", fields: { title: { kind: "template", text: title } } },
  };
}

/** A step that sends a mail about the company. */
export function sendMail(key: string): Pick<StepDefinition, "key" | "type" | "config"> {
  return {
    key,
    type: "send_email@1",
    config: { to: "sales@example.test", subject: "{{ record.name }}", body: "Hello {{ record.name }}" },
  };
}

/** Publishes as the workflow service does: version, live version, trigger. */
async function publish(database: Database, tenant: TestTenant, graph: WorkflowGraph): Promise<string> {
  const [workflowId, versionId, tenantId] = [randomUUID(), randomUUID(), tenant.tenantId];
  const { type, config } = graph.trigger;
  await withTenant(database, tenant.principals.admin, async (tx) => {
    await tx.query(null, "insert into crm.workflows (tenant_id, workflow_id, name) values ($1, $2, 'W')", [
      tenantId,
      workflowId,
    ]);
    await tx.query(null, "insert into crm.workflow_drafts (tenant_id, workflow_id, graph) values ($1, $2, $3)", [
      tenantId,
      workflowId,
      JSON.stringify(graph),
    ]);
    await tx.query(
      null,
      "insert into crm.workflow_versions (tenant_id, version_id, workflow_id, number, graph, content_hash) values ($1, $2, $3, 1, $4, 'x')",
      [tenantId, versionId, workflowId, JSON.stringify(graph)],
    );
    await tx.query(
      null,
      "insert into crm.workflow_triggers (tenant_id, workflow_id, version_id, entity_type, event, config) values ($1, $2, $3, $4, $5, $6)",
      [
        tenantId,
        workflowId,
        versionId,
        config.entityType === "" ? null : config.entityType,
        type,
        JSON.stringify(config),
      ],
    );
    await tx.query(null, "update crm.workflows set live_version_id = $3 where tenant_id = $1 and workflow_id = $2", [
      tenantId,
      workflowId,
      versionId,
    ]);
  });
  return workflowId;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 25_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error("The condition did not come true within 25 s");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
