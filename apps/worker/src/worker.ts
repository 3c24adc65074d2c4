import { randomUUID } from "node:crypto";
import {
  type Claim,
  createRunScheduler,
  createRunStore,
  createWorkQueue,
  type Database,
  type FindPrincipal,
  principalFinder,
  type RunScheduler,
  type TenantTransaction,
  type WorkQueue,
} from "@catalyst/db";
import {
  createExportService,
  createFieldService,
  createImportService,
  createNoticeSender,
  createRecordService,
  newId,
  recordPorts,
  type RecordService,
  type RunInserter,
  stepEffects,
  versionGraphs,
} from "@catalyst/records";
import { type EnginePorts, foreseenRecord } from "@catalyst/workflow-engine";
import type { Logger } from "pino";
import type { WorkerConfig } from "./config.ts";
import { openConnections } from "./connections.ts";
import { crashAt } from "./crash-at.ts";
import { createJobLoop } from "./jobs/job-loop.ts";
import { jobRunner, type RunJob } from "./jobs/run-job.ts";
import { type Lease, takeLease } from "./lease/lease.ts";
import { listenForWork } from "./loop/listen.ts";
import { startPolling } from "./loop/poll.ts";
import { createRunLoop } from "./loop/run-loop.ts";
import { httpPort } from "./ports/http-port.ts";
import { mailPort } from "./ports/mail-port.ts";

/** A running worker. */
export type RunningWorker = { stop(): Promise<void> };

/** Calls under way at the end get this long; what is cut off then is repeated by its key. */
const STOP_GRACE_MS = 10_000;

/** Opens everything, takes the lease, then looks for work. */
export async function startWorker(config: WorkerConfig, log: Logger): Promise<RunningWorker> {
  const onError = (error: Error): void => log.warn({ reason: error.message }, "A database connection ended");
  const { database, boss, close } = await openConnections(config, onError);
  const workerId = randomUUID();
  const scheduler = createRunScheduler({ database, boss, workerId });
  const lease = await firstLease(scheduler, () => takeLease(config.databaseUrl, workerId, endOnLostLease(log)));
  const queue = createWorkQueue(boss, database, onError);
  const principals = principalFinder(database, Date.now);
  const records = createRecordService(recordPorts(queue));
  const ports = enginePorts(config, { database, queue, principals, records });
  const stranded = new Set<Claim>();
  const runs = createRunLoop({
    ports,
    scheduler,
    slots: config.concurrency,
    crashLimit: config.crashLimit,
    log,
    stranded,
  });
  const jobs = createJobLoop({ boss, run: backgroundJobs(config, { database, queue, principals, records }), log });
  const wakeAll = (): void => {
    runs.wake();
    jobs.wake();
  };
  const listener = listenForWork(config.databaseUrl, wakeAll);
  const poll = startPolling({
    scheduler,
    wakeRuns: () => runs.wake({ lost: true }),
    wakeJobs: jobs.wake,
    stranded,
    log,
  });
  log.info({ workerId, concurrency: config.concurrency }, "The worker looks for work");
  return {
    async stop() {
      await Promise.all([listener.close(), poll.stop(), runs.drain(STOP_GRACE_MS), jobs.drain()]);
      await lease.end();
      await queue.close();
      await close();
      log.info("The worker has stopped");
    },
  };
}

type Parts = {
  readonly database: Database;
  readonly queue: WorkQueue;
  readonly principals: FindPrincipal;
  readonly records: RecordService;
};

/** History needs its months and claims need a lease before the first run. */
async function firstLease(scheduler: RunScheduler, take: () => Lease): Promise<Lease> {
  await scheduler.ensureMonths();
  const lease = take();
  await lease.held;
  return lease;
}

function endOnLostLease(log: Logger): (error: Error) => void {
  return (error) => {
    log.fatal({ err: error }, "The lease's thread has ended: without it every run would be taken over");
    process.kill(process.pid, "SIGTERM");
  };
}

/** What starting runs needs; graphs that it loads stay with it. */
function runInserter(queue: WorkQueue): RunInserter {
  const ports = { newId, now: () => new Date().toISOString(), wakeWorkers: queue.wakeWorkers };
  return { ports, graphs: versionGraphs() };
}

function enginePorts(config: WorkerConfig, { records, ...store }: Parts): EnginePorts<TenantTransaction> {
  const effects = { records, runs: runInserter(store.queue), notices: createNoticeSender(store.queue) };
  return {
    store: createRunStore({
      ...store,
      foresee: (tx, runs) =>
        records.foresee(
          tx,
          runs.map(foreseenRecord).filter((key) => key !== null),
        ),
    }),
    effects: (segment, cause) => stepEffects(effects, segment, cause),
    mail: mailPort(config, store.database),
    http: httpPort({ allowed: config.allowedPrivateHosts, database: store.database, keys: config.credentialKeys }),
    now: () => new Date().toISOString(),
    newId,
    chance: Math.random,
    reach: crashAt(config.crashAt),
  };
}

function backgroundJobs(config: WorkerConfig, { database, queue, principals, records }: Parts): RunJob {
  const imports = createImportService({
    records,
    newId,
    enqueue: (tx, importId) => {
      const { tenantId, principalId } = tx.principal;
      return queue.enqueueJob(tx, { kind: "import", tenantId, principalId, importId });
    },
  });
  const exports = createExportService({
    metadata: records.metadata,
    newId,
    enqueue: (tx, exportId) => {
      const { tenantId, principalId } = tx.principal;
      return queue.enqueueJob(tx, { kind: "export", tenantId, principalId, exportId });
    },
  });
  const { contextKey, appUrl } = config;
  const starter = { inserter: runInserter(queue), metadata: records.metadata };
  const fields = createFieldService(recordPorts(queue));
  const reach = crashAt(config.crashAt);
  const onBatch = (): void => reach("job.batch");
  return jobRunner({
    database,
    records,
    fields,
    starter,
    enrolments: { starter, queue, newId, findIds: records.findIds, countIds: records.countIds },
    onBatch,
    imports,
    exports,
    principals,
    contextKey,
    appUrl,
    mail: mailPort(config, database),
  });
}
