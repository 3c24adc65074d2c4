import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { type AppConfig, readConfig } from "./app/config.ts";
import { ensureConsoleBuilt } from "./app/console-build.ts";
import { type AppDatabase, openAppDatabase } from "./app/database.ts";
import { demoAccounts, ensureDemo } from "./app/demo.ts";
import { assertPortFree } from "./app/port-check.ts";
import { runCommand } from "./app/run-command.ts";
import { serviceEnvironment, type ServiceEnvironment } from "./app/service-environment.ts";
import { type Service, startService, untilReady } from "./app/service.ts";
import { listenForStop, type StopRequest } from "./app/shutdown.ts";

const ROOT = join(import.meta.dirname, "..");
const READY_TIMEOUT_MS = 60_000;

/** `npm start`: database, console, server and worker, until Ctrl-C. */
async function start({ stopped, isStopping }: StopRequest): Promise<void> {
  const startedAt = performance.now();
  const config = readConfig(process.env, ROOT);
  await assertPortFree(config.port);
  say("Starting the database");
  const database = await openAppDatabase(config, say);
  const services: Service[] = [];
  try {
    await Promise.race([bringUp(config, database, services), stopped]);
    if (!isStopping()) announce(config, performance.now() - startedAt);
    await stopped;
  } finally {
    await Promise.all(services.map((service) => service.stop()));
    await database.stop();
  }
}

/** Adds to `services` as it goes, so that an interrupted start stops what runs already. */
async function bringUp(config: AppConfig, database: AppDatabase, services: Service[]): Promise<void> {
  const env = { NODE_ENV: "production", ...serviceEnvironment(config, database.urls, database.keys) };
  await Promise.all([ensureConsoleBuilt(ROOT, say), seed(config, database, env)]);
  say("Starting server and worker");
  services.push(...startServices(config, env));
  const [server] = services;
  if (server) await untilReady(server, config.port, READY_TIMEOUT_MS);
}

async function seed(config: AppConfig, database: AppDatabase, env: ServiceEnvironment): Promise<void> {
  if ((await ensureDemo(config, database.urls, env)) === "seeded") say("Wrote two demo tenants");
}

function startServices(config: AppConfig, env: ServiceEnvironment): readonly Service[] {
  const logs = join(config.dataDir, "logs");
  mkdirSync(logs, { recursive: true });
  return ["server", "worker"].map((name) =>
    startService({
      name,
      command: [join(ROOT, "apps", name, "src/main.ts")],
      env,
      logFile: join(logs, `${name}.log`),
      say,
    }),
  );
}

function announce(config: AppConfig, tookMs: number): void {
  const accounts = demoAccounts(config).map((line) => `  ${line}`);
  const data = relative(process.cwd(), config.dataDir) || config.dataDir;
  const heading = accounts.length > 0 ? ["", "Demo accounts:", ...accounts] : [];
  console.log(
    [
      "",
      `Catalyst runs at ${config.appUrl}  (ready in ${(tookMs / 1000).toFixed(1)} s)`,
      ...heading,
      "",
      `Data and logs: ${data}    Stop: Ctrl-C`,
      "",
    ].join("\n"),
  );
}

function say(line: string): void {
  console.log(line);
}

await runCommand(() => start(listenForStop(say)));
