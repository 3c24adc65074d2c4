import type { Principal } from "@catalyst/contracts";
import {
  openDatabase,
  openWorkQueue,
  principalFinder,
  type Database,
  type FindPrincipal,
  type TenantTransaction,
  type WorkQueue,
} from "@catalyst/db";
import {
  createExportService,
  createCredentialService,
  createFieldService,
  createImportService,
  createNoticeSender,
  createRecordService,
  createViewService,
  createWorkflowService,
  newId,
  recordPorts,
  type EnrolmentParts,
  type ExportService,
  type CredentialService,
  type FieldService,
  type ImportService,
  type NoticeSender,
  type RecordService,
  type ViewService,
  type WorkflowService,
  type WorkflowStarter,
  versionGraphs,
} from "@catalyst/records";
import type { Redis } from "ioredis";
import type { Logger } from "pino";
import { createAuth, type Auth } from "./auth/auth.ts";
import { openIdentity, type IdentityDatabase } from "./auth/identity-database.ts";
import { createMailer, type Mailer } from "./auth/mailer.ts";
import { connectRedis } from "./auth/redis-storage.ts";
import type { ServerConfig } from "./config.ts";
import { createMetrics, type Metrics } from "./http/metrics.ts";
import { createRateLimiters, type RateLimiters } from "./http/rate-limiter.ts";

/** Everything that lives as long as the server. */
export type Services = {
  readonly config: ServerConfig;
  readonly log: Logger;
  /** Tenant data, as role `catalyst_app`; reached through `withTenant` only. */
  readonly database: Database;
  readonly identity: IdentityDatabase;
  readonly redis: Redis | null;
  readonly auth: Auth;
  readonly mailer: Mailer;
  readonly limiters: RateLimiters;
  readonly metrics: Metrics;
  readonly records: RecordService;
  readonly fields: FieldService;
  readonly workflows: WorkflowService;
  readonly imports: ImportService;
  readonly credentials: CredentialService;
  readonly exports: ExportService;
  readonly views: ViewService;
  /** Wakes workers; jobs commit with the change that asks for them. */
  readonly queue: WorkQueue;
  /** Starts runs that no change of a record starts. */
  readonly starter: WorkflowStarter;
  readonly enrolments: EnrolmentParts;
  /** Leaves messages to members; mails go out with the commit. */
  readonly notices: NoticeSender;
  /** Whom links and webhooks act for, with the rights of today. */
  readonly principals: FindPrincipal;
};

/** Opens pools and clients. @throws DomainError `unavailable` when the database can't be reached. */
export async function openServices(config: ServerConfig, log: Logger): Promise<Services> {
  const onIdleError = (error: Error): void => log.warn({ reason: error.message }, "a database connection ended");
  const database = openDatabase({
    url: config.databaseUrlApp,
    contextKey: config.contextKey,
    poolSize: config.databasePoolSize,
    onIdleError,
  });
  const identity = openIdentity(config.databaseUrlAuth, onIdleError);
  const redis = config.redisUrl === null ? null : connectRedis(config.redisUrl, log);
  const mailer = createMailer({ config, identity, log });
  const queue = await openWorkQueue(database, onIdleError);
  const records = createRecordService(recordPorts(queue));
  const starter: WorkflowStarter = {
    inserter: {
      ports: { newId, now: () => new Date().toISOString(), wakeWorkers: queue.wakeWorkers },
      graphs: versionGraphs(),
    },
    metadata: records.metadata,
  };
  return {
    config,
    log,
    database,
    identity,
    redis,
    auth: createAuth({ config, identity, redis, mailer, log }),
    mailer,
    limiters: createRateLimiters(config.rateLimits, { redis, identity }),
    metrics: createMetrics(database),
    queue,
    starter,
    enrolments: { starter, queue, newId, findIds: records.findIds, countIds: records.countIds },
    notices: createNoticeSender(queue),
    principals: principalFinder(database, Date.now),
    records,
    fields: createFieldService(recordPorts(queue)),
    workflows: createWorkflowService({ metadata: records.metadata, newId }),
    exports: createExportService({
      metadata: records.metadata,
      newId,
      enqueue: (tx, exportId) => queue.enqueueJob(tx, { kind: "export", ...idsOf(tx), exportId }),
    }),
    views: createViewService({ metadata: records.metadata, newId }),
    credentials: createCredentialService({ keys: config.credentialKeys, newId }),
    imports: createImportService({
      records,
      newId,
      enqueue: (tx, importId) => queue.enqueueJob(tx, { kind: "import", ...idsOf(tx), importId }),
    }),
  };
}

/** A job runs in the name of who asked for it. */
function idsOf({ principal }: TenantTransaction): Pick<Principal, "tenantId" | "principalId"> {
  return { tenantId: principal.tenantId, principalId: principal.principalId };
}

/** Lets what is under way end, then closes every connection. */
export async function closeServices(services: Services): Promise<void> {
  await services.mailer.settled();
  services.redis?.disconnect();
  await services.queue.close();
  await Promise.all([services.database.pool.end(), services.identity.pool.end()]);
}
