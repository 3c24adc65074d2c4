import { setTimeout as delay } from "node:timers/promises";
import type { ChaosSite } from "../site/chaos-site.ts";

/** How long the runs of dead workers took until another worker committed something for them. */
export type RecoveryLog = {
  /** A worker has died: watches its runs until they go on. */
  readonly watch: (workerId: string) => void;
  /** Waits for all that is watched. */
  readonly settled: () => Promise<void>;
  /** Milliseconds for each run; the database was there all the time. */
  readonly samples: readonly number[];
  /** The same where the database was restarted meanwhile: nobody takes over within 5 s of that. */
  readonly acrossRestarts: readonly number[];
};

type Held = { readonly run_id: string; readonly fence: number; readonly seq: number };

const HELD = "select run_id, fence::int, seq from engine.run_queue where worker_id = $1 and status = 'running'";
/*
 * Taken over, then claimed: the fence is two higher. It has gone on when another commit raised `seq`, when it sleeps
 * again, or when it is gone. $1: runs as JSON.
 */
const STUCK = `
  select h.run_id, h.fence, h.seq from jsonb_to_recordset($1::jsonb) as h(run_id uuid, fence int, seq int)
  join engine.run_queue q on q.run_id = h.run_id and not (q.fence >= h.fence + 2 and (q.seq > h.seq or q.status = 'waiting'))`;
const LOOK_MS = 50;
const PATIENCE_MS = 60_000;

/** Watches the runs of workers that die. */
export function recoveryLog(site: ChaosSite): RecoveryLog {
  const samples: number[] = [];
  const acrossRestarts: number[] = [];
  const watching = new Set<Promise<void>>();
  const follow = async (workerId: string): Promise<void> => {
    const diedAt = performance.now();
    let left = await site.ask<Held>(HELD, [workerId]);
    const deadline = diedAt + PATIENCE_MS;
    while (left.length > 0 && performance.now() < deadline) {
      await delay(LOOK_MS);
      const still = await site.ask<Held>(STUCK, [JSON.stringify(left)]);
      const took = performance.now() - diedAt;
      const list = site.server.startedAt() > diedAt - 5_000 ? acrossRestarts : samples;
      for (let gone = still.length; gone < left.length; gone += 1) list.push(took);
      left = still;
    }
  };
  return {
    samples,
    acrossRestarts,
    watch(workerId) {
      const watched = follow(workerId).finally(() => watching.delete(watched));
      watching.add(watched);
    },
    async settled() {
      await Promise.all(watching);
    },
  };
}
