import { createServer } from "node:net";
import { join } from "node:path";
import type { ServiceEnvironment } from "../../scripts/app/service-environment.ts";
import { type Service, startService, untilReady } from "../../scripts/app/service.ts";
import { say } from "../figure.ts";
import type { KeptDatabase } from "./kept-database.ts";

const ROOT = join(import.meta.dirname, "../..");
const READY_TIMEOUT_MS = 60_000;
/** One client sends more than any person: the limit for people is not what is measured. */
const CALLS_PER_MINUTE = "100000000";

/** Server and worker as processes of their own, as `npm start` runs them. */
export type BenchServices = AsyncDisposable & {
  readonly url: string;
  readonly startWorker: () => void;
  readonly stopWorker: () => Promise<void>;
};

/** Starts the server and a worker, which readiness waits for; their logs lie beside the data. */
export async function startBenchServices(database: KeptDatabase, logDir: string): Promise<BenchServices> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = environment(database, port, url);
  const start = (name: "server" | "worker"): Service =>
    startService({
      name,
      command: [join(ROOT, "apps", name, "src/main.ts")],
      env,
      logFile: join(logDir, `${name}.log`),
      say,
    });
  const server = start("server");
  let worker: Service | undefined = start("worker");
  const stopWorker = async (): Promise<void> => {
    await worker?.stop();
    worker = undefined;
  };
  const stop = async (): Promise<void> => {
    await Promise.all([server.stop(), stopWorker()]);
  };
  try {
    await untilReady(server, port, READY_TIMEOUT_MS);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, startWorker: () => void (worker = start("worker")), stopWorker, [Symbol.asyncDispose]: stop };
}

function environment({ urls, keys }: KeptDatabase, port: number, url: string): ServiceEnvironment {
  return {
    NODE_ENV: "production",
    DATABASE_URL_APP: urls.app,
    DATABASE_URL_AUTH: urls.auth,
    DATABASE_URL_WORKER: urls.worker,
    CONTEXT_KEY: keys.contextKey.toString("hex"),
    CREDENTIAL_KEY: keys.credentialKey.toString("hex"),
    AUTH_SECRET: keys.authSecret.toString("hex"),
    PORT: String(port),
    APP_URL: url,
    API_CALLS_PER_MINUTE: CALLS_PER_MINUTE,
    LOG_LEVEL: "warn",
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("No free port")),
      );
    });
  });
}
