import { randomUUID } from "node:crypto";
import { type Claim, createRunScheduler, createRunStore, createWorkQueue, openBoss, openDatabase, principalFinder, type TenantTransaction } from "@catalyst/db";
import { createImportService, createRecordService, newId, recordPorts } from "@catalyst/records";
import type { EnginePorts } from "@catalyst/workflow-engine";
import pg from "pg";
import type { Logger } from "pino";
import type { WorkerConfig } from "./config.ts";
import { crashAt } from "./crash-at.ts";
import { createJobLoop } from "./jobs/job-loop.ts";
import { jobRunner } from "./jobs/run-job.ts";
import { takeLease } from "./lease/lease.ts";
import { listenForWork } from "./loop/listen.ts";
import { startPolling } from "./loop/poll.ts";
import { createRunLoop } from "./loop/run-loop.ts";
import { httpPort } from "./ports/http-port.ts";
import { mailPort } from "./ports/mail-port.ts";
import { recordPort } from "./ports/record-port.ts";

/** A running worker. */
export type RunningWorker = { stop(): Promise<void> };

/** Connections beside the slots: claims, sweeps, jobs. */
const SPARE_CONNECTIONS = 4;
const BOSS_CONNECTIONS = 2;
/** Statements of a segment are short; those of jobs are not. */
const STATEMENT_TIMEOUT_MS = 30_000;
/** Calls under way at the end get this long; what is cut off then is repeated by its key. */
const STOP_GRACE_MS = 10_000;

/** Opens everything, takes the lease, then looks for work. */
export async function startWorker(config: WorkerConfig, log: Logger): Promise<RunningWorker> {
  const onError = (error: Error): void => log.warn({ reason: error.message }, "A database connection ended");
  const database = openDatabase({
    url: config.databaseUrl,
    contextKey: config.contextKey,
    poolSize: config.concurrency + SPARE_CONNECTIONS,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    onIdleError: onError,
  });
  const bossPool = new pg.Pool({ connectionString: config.databaseUrl, max: BOSS_CONNECTIONS, connectionTimeoutMillis: 2_000 });
  bossPool.on("error", onError);
  const boss = await openBoss({ pool: bossPool }, { supervise: true, onError });
  const workerId = randomUUID();
  const scheduler = createRunScheduler({ database, boss, workerId });
  await scheduler.ensureMonths();
  const lease = takeLease(config.databaseUrl, workerId, (error) => {
    log.fatal({ err: error }, "The lease's thread has ended: without it every run would be taken over");
    process.kill(process.pid, "SIGTERM");
  });
  await lease.held;
  const queue = createWorkQueue(boss, database, onError);
  const stranded = new Set<Claim>();
  const records = createRecordService(recordPorts(queue));
  const principals = principalFinder(database, Date.now);
  const imports = createImportService({
    records,
    newId,
    enqueue: (tx, importId) => queue.enqueueJob(tx, { kind: "import", tenantId: tx.principal.tenantId, principalId: tx.principal.principalId, importId }),
  });
  const ports: EnginePorts<TenantTransaction> = {
    store: createRunStore({ database, queue, principals }),
    records: (segment, cause) => recordPort(records, segment, cause),
    mail: mailPort(config, database),
    http: httpPort(config.allowedPrivateHosts),
    now: () => new Date().toISOString(),
    newId,
    chance: Math.random,
    reach: crashAt(config.crashAt),
  };
  const runs = createRunLoop({ ports, scheduler, slots: config.concurrency, log, stranded });
  const jobs = createJobLoop({ boss, run: jobRunner({ database, imports, principals }), log });
  const wakeAll = (): void => {
    runs.wake();
    jobs.wake();
  };
  const listener = listenForWork(config.databaseUrl, wakeAll);
  const poll = startPolling({ scheduler, wakeRuns: runs.wake, wakeJobs: jobs.wake, stranded, log });
  log.info({ workerId, concurrency: config.concurrency }, "The worker looks for work");
  return {
    async stop() {
      await Promise.all([listener.close(), poll.stop(), runs.drain(STOP_GRACE_MS), jobs.drain()]);
      await lease.end();
      await queue.close();
      await Promise.all([bossPool.end(), database.pool.end()]);
      log.info("The worker has stopped");
    },
  };
}
