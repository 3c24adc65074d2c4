import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { ENGINE_VERSION } from "@catalyst/workflow-engine";

/** How often the main loop shows that it is alive. */
const TICK_MS = 250;

/** This process's lease on its runs. */
export type Lease = {
  /** Resolves with the first renewal: before it, claimed runs would be taken over at once. */
  readonly held: Promise<void>;
  /** Gives all runs back at once. */
  end(): Promise<void>;
};

/** Takes the lease in a thread with a connection of its own, so that a busy event loop or pool doesn't let it lapse. */
export function takeLease(databaseUrl: string, workerId: string, onError: (error: Error) => void): Lease {
  const heartbeat = new SharedArrayBuffer(4);
  const ticks = new Int32Array(heartbeat);
  const thread = new Worker(new URL("./lease-thread.ts", import.meta.url), {
    workerData: { databaseUrl, workerId, engine: ENGINE_VERSION, heartbeat },
  });
  const held = Promise.withResolvers<void>();
  thread.on("message", () => held.resolve());
  thread.on("error", onError);
  const timer = setInterval(() => Atomics.add(ticks, 0, 1), TICK_MS);
  return {
    held: held.promise,
    async end() {
      clearInterval(timer);
      const exited = once(thread, "exit");
      thread.postMessage("end");
      await exited;
    },
  };
}
