import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, type WriteStream } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";

const MAIN = join(import.meta.dirname, "../../../apps/worker/src/main.ts");

/** A worker process that looks for work. */
export type ChaosWorker = {
  readonly place: number;
  readonly workerId: string;
  readonly child: ChildProcess;
  readonly exited: Promise<void>;
  stopped: boolean;
};

/** Worker processes as production runs them; one that dies is replaced, so that there are always as many again. */
export type WorkerPool = AsyncDisposable & {
  /** Those that look for work and are not stopped. */
  readonly active: () => readonly ChaosWorker[];
  readonly all: () => readonly ChaosWorker[];
  /** Resolves when all places have a worker. */
  readonly whole: () => Promise<void>;
  /** The next worker that starts has this beside its environment. */
  readonly nextWith: (environment: Readonly<Record<string, string>>) => void;
};

/** What a pool is made of. `onDeath`: a worker has died, of whatever. */
export type PoolSetting = {
  readonly count: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
  readonly onDeath: (worker: ChaosWorker) => void;
};

/** Starts the workers. */
export async function startWorkerPool(setting: PoolSetting): Promise<WorkerPool> {
  const log = createWriteStream(setting.logFile, { flags: "a" });
  const places: (ChaosWorker | null)[] = Array.from({ length: setting.count }, () => null);
  const extra: Readonly<Record<string, string>>[] = [];
  let closing = false;
  const keep = async (place: number): Promise<void> => {
    while (!closing) {
      const worker = await startWorker(setting, { place, log, extra: extra.shift() ?? {} });
      if (worker === null) continue;
      places[place] = worker;
      await worker.exited;
      places[place] = null;
      if (!closing) setting.onDeath(worker);
    }
  };
  const kept = places.map((_, place) => keep(place));
  const all = (): ChaosWorker[] => places.filter((worker) => worker !== null);
  const whole = async (): Promise<void> => {
    while (all().length < setting.count) await delay(50);
  };
  await whole();
  return {
    all,
    active: () => all().filter((worker) => !worker.stopped),
    whole,
    nextWith: (environment) => void extra.push(environment),
    async [Symbol.asyncDispose]() {
      closing = true;
      for (const { child } of all()) {
        child.kill("SIGCONT");
        child.kill("SIGTERM");
      }
      const killed = setTimeout(() => all().forEach(({ child }) => child.kill("SIGKILL")), 15_000);
      await Promise.all(kept);
      clearTimeout(killed);
      log.end();
    },
  };
}

type Starting = { readonly place: number; readonly log: WriteStream; readonly extra: Readonly<Record<string, string>> };

/** Null: it ended before it looked for work, as it does while the database is away. */
async function startWorker(setting: PoolSetting, { place, log, extra }: Starting): Promise<ChaosWorker | null> {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env["PATH"] ?? "",
      ...setting.environment,

      ...extra,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit").then(() => undefined);
  child.stderr.pipe(log, { end: false });
  const ready = Promise.withResolvers<string | null>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    log.write(`${line}\n`);
    const workerId = /"workerId":"([0-9a-f-]{36})"/.exec(line)?.[1];
    if (workerId !== undefined) ready.resolve(workerId);
  });
  void exited.then(() => ready.resolve(null));
  const workerId = await ready.promise;
  return workerId === null ? null : { place, workerId, child, exited, stopped: false };
}
