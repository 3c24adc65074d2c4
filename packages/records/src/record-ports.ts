import type { WorkQueue } from "@catalyst/db";
import type { RecordPorts } from "./ports.ts";
import { createRunStarter } from "./trigger/run-starter.ts";

/** Ids and the time (ISO 8601 in UTC), which tests replace. */
export type RecordEnvironment = { newId(): string; now(): string };

/** The ports of a running product: runs and backfills go through the queue, in the transaction that asks for them. */
export function recordPorts(queue: Pick<WorkQueue, "wakeRuns" | "enqueueJob">, environment: RecordEnvironment): RecordPorts {
  return {
    newId: environment.newId,
    startRuns: createRunStarter({ ...environment, wakeRuns: queue.wakeRuns }),
    enqueueBackfill: (tx, target) => {
      const { tenantId, principalId } = tx.principal;
      return queue.enqueueJob(tx, { kind: "backfill", tenantId, principalId, ...target });
    },
  };
}
