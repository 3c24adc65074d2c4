import type { WorkQueue } from "@catalyst/db";
import { newId } from "./new-id.ts";
import type { RecordPorts } from "./ports.ts";
import { createRunStarter } from "./trigger/run-starter.ts";

/** The ports of a running product: runs and backfills go through the queue, in the transaction that asks for them. */
export function recordPorts(queue: Pick<WorkQueue, "wakeWorkers" | "enqueueJob">): RecordPorts {
  return {
    newId,
    startRuns: createRunStarter({ newId, now: () => new Date().toISOString(), wakeWorkers: queue.wakeWorkers }),
    enqueueBackfill: (tx, target) => {
      const { tenantId, principalId } = tx.principal;
      return queue.enqueueJob(tx, { kind: "backfill", tenantId, principalId, ...target });
    },
    enqueueRecordJob: (tx, job) => {
      const { tenantId, principalId } = tx.principal;
      return queue.enqueueJob(tx, { tenantId, principalId, ...job });
    },
    enqueueFieldJob: (tx, job, delaySeconds) => {
      const { tenantId, principalId } = tx.principal;
      return queue.enqueueJob(tx, { tenantId, principalId, ...job }, delaySeconds);
    },
  };
}
