import { StartupError } from "@catalyst/db";
import pino from "pino";
import { readWorkerConfig } from "./config.ts";
import { startWorker } from "./worker.ts";

/** How long a clean end may take before it is forced. */
const FORCED_EXIT_MS = 20_000;

async function main(): Promise<void> {
  const config = readWorkerConfig(process.env);
  const log = pino({ name: "worker", level: config.logLevel, serializers: { err: describeError } });
  const worker = await startWorker(config, log);
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "Finishing what is under way");
    setTimeout(() => process.exit(1), FORCED_EXIT_MS).unref();
    worker.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "The worker could not stop cleanly");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

/** Errors of PostgreSQL carry rows in their details: those stay out of the log. */
function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = "code" in error ? error.code : undefined;
  return { type: error.name, code, message: error.message, stack: error.stack };
}

try {
  await main();
} catch (error) {
  const message =
    error instanceof StartupError
      ? `${error.code}: ${error.message}`
      : String(error instanceof Error ? error.stack : error);
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
