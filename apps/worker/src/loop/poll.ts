import { type Claim, isDown, type RunScheduler, SUPERVISE_SECONDS } from "@catalyst/db";
import type { Logger } from "pino";

/** The floor under lost signals, retries and delays. */
const POLL_MS = 500;
const RECONCILE_MS = 60_000;
const UPKEEP_MS = 3_600_000;
/** The queue's supervision takes some 30 statements: where no job is at work, nobody's worker can be gone. */
const SUPERVISE_MS = SUPERVISE_SECONDS * 1_000;
const SUPERVISE_IDLE_MS = 300_000;
/** After the database was away all leases are old at once: nobody takes over before each had time to renew its own. */
const TAKE_OVER_AFTER_MS = 5_000;

/** What the poll feeds. */
export type PollParts = {
  readonly scheduler: RunScheduler;
  readonly wakeRuns: () => void;
  readonly wakeJobs: () => void;
  readonly stranded: Set<Claim>;
  readonly log: Logger;
};

/** Looks twice a second, in one query, for anything to do; idle it costs two queries a second. */
export function startPolling(parts: PollParts): { stop(): Promise<void> } {
  const { scheduler } = parts;
  const everyMinute = atMostEvery(RECONCILE_MS, () => scheduler.reconcile());
  const everyHour = atMostEvery(UPKEEP_MS, () => upkeep(scheduler));
  // Beside the polling, which goes on while much is deleted.
  const supervise = async (): Promise<void> => {
    scheduler.supervise().catch((error: unknown) => parts.log.warn({ err: error }, "The queue was not supervised"));
  };
  // At once where a worker begins: jobs may lie there since the last one was lost.
  const whileAtWork = atMostEvery(SUPERVISE_MS, supervise, Number.NEGATIVE_INFINITY);
  const whileIdle = atMostEvery(SUPERVISE_IDLE_MS, supervise);
  let stopped = false;
  let awayMs = Number.NEGATIVE_INFINITY;
  let wait: { timer: NodeJS.Timeout; done: () => void } | null = null;

  const look = async (): Promise<void> => {
    await giveBack(parts);
    const seen = await scheduler.peek();
    if (seen.orphans && performance.now() - awayMs > TAKE_OVER_AFTER_MS) await scheduler.takeOver();
    const woken = (seen.due ? await scheduler.wakeDue() : 0) + (seen.queued ? await scheduler.admit() : 0);
    if (seen.wakeUps || seen.orphans || woken > 0) parts.wakeRuns();
    const scheduled = seen.schedules ? await scheduler.takeSchedules() : 0;
    if (seen.jobs || scheduled > 0) parts.wakeJobs();
    await everyMinute();
    await everyHour();
    await (seen.jobsAtWork ? whileAtWork : whileIdle)();
  };
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      wait = { timer: setTimeout(resolve, POLL_MS), done: resolve };
    });
  const loop = async (): Promise<void> => {
    while (!stopped) {
      await look().catch((error: unknown) => {
        if (isDown(error)) awayMs = performance.now();
        parts.log.warn({ err: error }, "The database does not answer; looking again");
      });
      if (!stopped) await pause();
    }
  };
  const ended = loop();
  return {
    async stop() {
      stopped = true;
      clearTimeout(wait?.timer);
      wait?.done();
      await ended;
    },
  };
}

/** Months of history ahead, jobs that delete old runs, and months that are needed no more. */
async function upkeep(scheduler: RunScheduler): Promise<void> {
  await scheduler.ensureMonths();
  await scheduler.takeRetentions();
  await scheduler.dropMonths();
}

/** Runs that were let go while the database was away. */
async function giveBack({ scheduler, stranded }: PollParts): Promise<void> {
  for (const claim of stranded) {
    await scheduler.release(claim, { afterSeconds: 0, crashed: false });
    stranded.delete(claim);
  }
}

/** `sinceMs`: as if it had been done then. */
function atMostEvery(
  intervalMs: number,
  work: () => Promise<unknown>,
  sinceMs = performance.now(),
): () => Promise<void> {
  let lastMs = sinceMs;
  return async () => {
    if (performance.now() - lastMs < intervalMs) return;
    lastMs = performance.now();
    await work();
  };
}
