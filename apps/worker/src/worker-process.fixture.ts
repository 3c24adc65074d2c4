import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));

/** A worker in a process of its own, as production runs it: the only kind that kill -9 can be tried on. */
export type WorkerProcess = AsyncDisposable & {
  readonly child: ChildProcess;
  /** Resolves with the signal or code that ended it. */
  readonly ended: Promise<NodeJS.Signals | number | null>;
};

/** Starts a worker process; it is killed when the test leaves the scope. */
export function spawnWorker(environment: Readonly<Record<string, string>>): WorkerProcess {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env["PATH"] ?? "", ...environment },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const ended = once(child, "exit").then(
    ([code, signal]: unknown[]) => (signal ?? code) as NodeJS.Signals | number | null,
  );
  return {
    child,
    ended,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
