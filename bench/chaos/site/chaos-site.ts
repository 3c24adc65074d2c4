import { type Principal, type WorkflowGraph, WorkflowId } from "@catalyst/contracts";
import {
  deriveKeys,
  loadOrCreateSecret,
  openDatabase,
  openWorkQueue,
  prepareDatabase,
  type TenantTransaction,
  withDatabase,
  withTenant,
  type WorkQueue,
} from "@catalyst/db";
import {
  createImportService,
  createRecordService,
  createWorkflowService,
  type ImportService,
  newId,
  recordPorts,
  type RecordService,
  versionGraphs,
  type WorkflowService,
  type WorkflowStarter,
} from "@catalyst/records";
import type { QueryResultRow } from "pg";
import pg from "pg";
import { persist } from "./persist.ts";
import { type CommitProxy, startCommitProxy } from "@catalyst/testkit/commit-proxy";
import { type RestartableServer, startRestartable } from "./database-server.ts";
import { type Receiver, startReceiver } from "./receiver.ts";

/** The product's side of a run of chaos: the server's services in this process, by way of the proxy as the workers. */
export type ChaosSite = AsyncDisposable & {
  readonly server: RestartableServer;
  readonly proxy: CommitProxy;
  readonly receiver: Receiver;
  readonly records: RecordService;
  readonly workflows: WorkflowService;
  readonly imports: ImportService;
  readonly starter: WorkflowStarter;
  readonly queue: WorkQueue;
  readonly workerEnvironment: Readonly<Record<string, string>>;
  /** One transaction as a member, done again until its outcome is known; `work` must bear that. */
  readonly inTenant: <T>(principal: Principal, work: (tx: TenantTransaction) => Promise<T>) => Promise<T>;
  /** The superuser's question, asked until it is answered. */
  readonly ask: <Row extends QueryResultRow>(sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
};

/** Makes a new database with everything that runs need, but no worker. */
export async function openChaosSite(dataDir: string, seed: string): Promise<ChaosSite> {
  await using opened = new AsyncDisposableStack();
  const server = opened.use(await startRestartable(dataDir));
  const proxy = opened.use(await startCommitProxy(server.port));
  const receiver = opened.use(await startReceiver(seed));
  const adminUrl = withDatabase(server.adminUrl, "chaos");
  const secret = loadOrCreateSecret(dataDir);
  const urls = await prepareDatabase(adminUrl, secret);
  const keys = deriveKeys(secret);
  const database = openDatabase({
    url: proxy.through(urls.app),
    contextKey: keys.contextKey,
    poolSize: 8,
    onIdleError: ignore,
  });
  opened.defer(() => database.pool.end());
  const queue = await openWorkQueue(database, ignore);
  opened.defer(() => queue.close());
  const admin = new pg.Pool({ connectionString: adminUrl, max: 4 });
  admin.on("error", ignore);
  opened.defer(() => admin.end());
  const stack = opened.move();
  return {
    server,
    proxy,
    receiver,
    queue,
    ...services(queue),
    workerEnvironment: {
      DATABASE_URL_WORKER: proxy.through(urls.worker),
      CONTEXT_KEY: keys.contextKey.toString("hex"),
      CREDENTIAL_KEY: keys.credentialKey.toString("hex"),
      RESEND_API_KEY: "re_chaos",
      RESEND_BASE_URL: receiver.url,
      ALLOW_PRIVATE_HTTP: receiver.host,
      // Chaos is what kills workers here: three losses of one run say nothing of the run.
      WORKER_CRASH_LIMIT: "50",
      LOG_LEVEL: "info",
    },
    inTenant: (principal, work) => persist(() => withTenant(database, principal, work)),
    ask: (sql, values = []) => persist(async () => (await admin.query(sql, [...values])).rows),
    [Symbol.asyncDispose]: () => stack[Symbol.asyncDispose](),
  };
}

function ignore(): void {
  // Connections break all the time here; whoever uses one sees it.
}

type Services = Pick<ChaosSite, "records" | "workflows" | "imports" | "starter">;

function services(queue: WorkQueue): Services {
  const records = createRecordService(recordPorts(queue));
  const { metadata } = records;
  const ports = { newId, now: () => new Date().toISOString(), wakeWorkers: queue.wakeWorkers };
  return {
    records,
    workflows: createWorkflowService({ metadata, newId }),
    imports: createImportService({
      records,
      newId,
      enqueue: (tx, importId) => {
        const { tenantId, principalId } = tx.principal;
        return queue.enqueueJob(tx, { kind: "import", tenantId, principalId, importId });
      },
    }),
    starter: { inserter: { ports, graphs: versionGraphs() }, metadata },
  };
}

/** Publishes a workflow as an admin would. */
export function publish(
  site: ChaosSite,
  principal: Principal,
  { name, graph }: { readonly name: string; readonly graph: WorkflowGraph },
): Promise<WorkflowId> {
  return site.inTenant(principal, async (tx) => {
    const { workflowId, draft } = await site.workflows.create(tx, { name, graph });
    await site.workflows.publish(tx, { workflowId, draftVersion: draft.version, note: "Chaos" });
    return workflowId;
  });
}
