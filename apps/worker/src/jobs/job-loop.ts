import { BackgroundJob, type Boss } from "@catalyst/db";
import type { Logger } from "pino";
import type { RunJob } from "./run-job.ts";

/** Background jobs at the same time: an import must not keep an index's backfill waiting. */
const SLOTS = 2;

/** Runs imports and backfills from the queue. */
export type JobLoop = {
  readonly wake: () => void;
  /** Asks the jobs to stop after their batch, and waits for them. */
  readonly drain: () => Promise<void>;
};

/** Makes the loop. A job that is stopped or fails comes back: pg-boss repeats it, and each goes on where it was. */
export function createJobLoop(boss: Boss, run: RunJob, log: Logger): JobLoop {
  const abort = new AbortController();
  const running = new Set<Promise<void>>();
  let fetching = false;

  const start = (job: { readonly id: string; readonly data: unknown }): void => {
    const work = settle(boss, job.id, run(BackgroundJob.parse(job.data), abort.signal))
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

async function settle(boss: Boss, jobId: string, work: Promise<"done" | "stopped">): Promise<void> {
  try {
    const result = await work;
    if (result === "done") await boss.complete("job", jobId);
    else await boss.fail("job", jobId, { message: "stopped" });
  } catch (error) {
    await boss.fail("job", jobId, { message: error instanceof Error ? error.message : "failed" });
    throw error;
  }
}
