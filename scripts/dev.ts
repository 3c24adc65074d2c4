import { join } from "node:path";
import { readConfig } from "./app/config.ts";
import { vitePath } from "./app/console-build.ts";
import { openAppDatabase } from "./app/database.ts";
import { demoAccounts, ensureDemo } from "./app/demo.ts";
import { assertPortFree } from "./app/port-check.ts";
import { runCommand } from "./app/run-command.ts";
import { serviceEnvironment } from "./app/service-environment.ts";
import { type ServiceOptions, startService } from "./app/service.ts";
import { listenForStop } from "./app/shutdown.ts";

const ROOT = join(import.meta.dirname, "..");

/**
 * `npm run dev`: as `npm start`, but server and worker start again at each change of a file they use, and vite rebuilds
 * the console as it is edited (reload the page); the server stays the only origin, so its CSP and cookies are the real ones.
 */
await runCommand(async () => {
  const { stopped } = listenForStop(console.log);
  const config = readConfig(process.env, ROOT);
  await assertPortFree(config.port);
  const database = await openAppDatabase(config, console.log);
  const env = { NODE_ENV: "development", ...serviceEnvironment(config, database.urls, database.keys) };
  await ensureDemo(config, database.urls, env);
  const watched = (name: string): Omit<ServiceOptions, "say"> => ({
    name,
    env,
    logFile: undefined,
    command: ["--watch", "--watch-preserve-output", join(ROOT, "apps", name, "src/main.ts")],
  });
  const vite = {
    name: "console",
    env,
    logFile: undefined,
    command: [vitePath(ROOT), "build", join(ROOT, "apps/console"), "--watch", "--mode", "development"],
  };
  const services = [vite, watched("server"), watched("worker")].map((options) =>
    startService({ ...options, say: console.log }),
  );
  console.log([`Catalyst (development) at ${config.appUrl}`, ...demoAccounts(config)].join("\n"));
  await stopped;
  await Promise.all(services.map((service) => service.stop()));
  await database.stop();
});
