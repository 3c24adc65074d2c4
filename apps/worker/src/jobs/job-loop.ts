import { BackgroundJob, type Boss, returnJob } from "@catalyst/db";
import type { Logger } from "pino";
import type { RunJob } from "./run-job.ts";

/** Background jobs at the same time: two long ones, such as imports, must not keep roll-ups waiting. */
const SLOTS = 4;
/** Signs of life; without one for 20 s a job goes to another worker. */
const TOUCH_MS = 5_000;

/** Runs imports, backfills, roll-ups and the like from the queue. */
export type JobLoop = {
  readonly wake: () => void;
  /** Asks the jobs to stop after their batch, and waits for them. */
  readonly drain: () => Promise<void>;
};

/** What the loop works with. */
export type JobLoopParts = { readonly boss: Boss; readonly run: RunJob; readonly log: Logger };

type QueuedJob = { readonly id: string; readonly data: unknown };

/** Makes the loop. A job that fails or loses its worker comes back, and goes on where it was. */
export function createJobLoop(parts: JobLoopParts): JobLoop {
  const { boss, log } = parts;
  const abort = new AbortController();
  const running = new Set<Promise<void>>();
  let fetching = false;

  const start = (job: QueuedJob): void => {
    const work = runJob(parts, job, abort.signal)
      .catch((error: unknown) => log.error({ err: error, jobId: job.id }, "A job failed"))
      .finally(() => {
        running.delete(work);
        wake();
      });
    running.add(work);
  };

  function wake(): void {
    if (fetching || abort.signal.aborted || running.size >= SLOTS) return;
    fetching = true;
    boss
      .fetch("job", { batchSize: SLOTS - running.size })
      .then((jobs) => jobs.forEach(start))
      .catch((error: unknown) => log.warn({ err: error }, "Jobs can't be fetched; the next look tries again"))
      .finally(() => {
        fetching = false;
      });
  }

  return {
    wake,
    async drain() {
      abort.abort();
      await Promise.all(running);
    },
  };
}

/** A job that was stopped is no failure: it goes back as a new one. */
async function runJob({ boss, run }: JobLoopParts, queued: QueuedJob, signal: AbortSignal): Promise<void> {
  const alive = setInterval(() => void boss.touch("job", queued.id).catch(() => undefined), TOUCH_MS);
  try {
    const job = BackgroundJob.parse(queued.data);
    if ((await run(job, signal)) === "stopped") await returnJob(boss, queued.id, job);
    else await boss.complete("job", queued.id);
  } catch (error) {
    await boss.fail("job", queued.id, { message: "failed" });
    throw error;
  } finally {
    clearInterval(alive);
  }
}
