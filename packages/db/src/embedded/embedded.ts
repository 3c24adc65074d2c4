import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { chownSync, closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { StartupError } from "../startup-error.ts";
import { type Binaries, findBinaries } from "./binaries.ts";
import { type DataFolder, diskFull, explainErrno, loadOrCreateSecret, openDataFolder } from "./data-folder.ts";
import { freePort } from "./free-port.ts";
import { chooseLauncher, type Launcher } from "./launcher.ts";
import { isReady, recordSupervisor, takeOver } from "./live-instance.ts";

const ADMIN = "catalyst_admin";
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;
const POLL_MS = 10;
const LEFT_OVER_MS = 10_000;
const LEFT_OVER_LOOK_MS = 100;
const LOG_TAIL_CHARS = 4_000;

/** Loopback TCP only; log lines carry no statement, since statements carry user data. */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "150",
  shared_buffers: "256MB",
  max_wal_size: "2GB",
  random_page_cost: "1.1",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_min_error_statement: "panic",
} as const;

/** For data that may be lost on a crash of the machine: tests and benches. */
const UNSAFE_SETTINGS = {
  fsync: "off",
  full_page_writes: "off",
  shared_buffers: "96MB",
  max_connections: "300",
  max_wal_size: "512MB",
} as const;

/** What to start; `durable: false` trades crash safety for speed, `settings` are PostgreSQL parameters that win over ours. */
export type EmbeddedOptions = {
  readonly dataDir: string;
  readonly durable?: boolean;
  readonly settings?: Readonly<Record<string, string>>;
};

/** A running server. `exited` settles when it ends for any reason, also when it was killed. */
export type EmbeddedPostgres = AsyncDisposable & {
  readonly adminUrl: string;
  readonly port: number;
  readonly pid: number;
  readonly exited: Promise<void>;
  stop(): Promise<void>;
};

/**
 * Starts PostgreSQL on the data folder, initialising it the first time (about 1 s; later 0.2 s). It runs in a session of
 * its own, so Ctrl-C in a terminal reaches only us and we can stop it last.
 * @throws StartupError with a sentence for everything that a user can mend.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const binaries = findBinaries();
  const folder = openDataFolder(options.dataDir);
  const password = adminPassword(options.dataDir);
  await takeOver(folder);
  const launcher = chooseLauncher(binaries, folder.cluster);
  if (!existsSync(join(folder.cluster, "PG_VERSION"))) await initialise({ binaries, folder, launcher }, password);
  recordSupervisor(folder);
  const port = await choosePort(folder);
  const { server, pid } = await launch({ binaries, folder, launcher }, serverArguments(folder, port, options));
  return runningServer(server, pid, `postgres://${ADMIN}:${password}@127.0.0.1:${port}/postgres`);
}

type Site = { readonly binaries: Binaries; readonly folder: DataFolder; readonly launcher: Launcher };

function adminPassword(dataDir: string): string {
  // From the folder's own secret, never from APP_SECRET: that one may be changed, initdb's password stays.
  return createHmac("sha256", Buffer.from(loadOrCreateSecret(dataDir), "hex"))
    .update(`role:${ADMIN}`)
    .digest("hex");
}

async function choosePort(folder: DataFolder): Promise<number> {
  const remembered = existsSync(folder.port) ? Number(readFileSync(folder.port, "utf8")) : 0;
  const port = await freePort(remembered > 0 && remembered < 65_536 ? remembered : undefined);
  if (port !== remembered) explainErrno(folder.root, () => writeFileSync(folder.port, `${port}\n`));
  return port;
}

function serverArguments(folder: DataFolder, port: number, options: EmbeddedOptions): readonly string[] {
  const settings = { ...SETTINGS, ...(options.durable === false ? UNSAFE_SETTINGS : {}), ...options.settings };
  const pairs = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return ["-D", folder.cluster, "-p", String(port), ...pairs];
}

async function initialise(site: Site, password: string): Promise<void> {
  // initdb wants an empty folder, so the password lies beside it, readable by the server's user alone.
  const file = `${site.folder.cluster}.initdb-password`;
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  if (site.launcher.owner) chownSync(file, site.launcher.owner.uid, site.launcher.owner.gid);
  try {
    await runInitdb(site, file);
  } finally {
    rmSync(file, { force: true });
  }
}

async function runInitdb(site: Site, passwordFile: string): Promise<void> {
  // The built-in locale sorts alike on every machine, so indexes survive a move to another one.
  const args = [
    "-D",
    site.folder.cluster,
    `--username=${ADMIN}`,
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--no-sync",
    "--no-instructions",
  ];
  const child = spawnProgram(site.launcher, [site.binaries.initdb, ...args], ["ignore", "ignore", "pipe"]);
  let problems = "";
  child.stderr?.on("data", (chunk: Buffer) => (problems += chunk.toString()));
  const status = await new Promise<number | null>((resolve) =>
    child.once("close", resolve).once("error", () => resolve(null)),
  );
  if (status === 0) return;
  rmSync(site.folder.cluster, { recursive: true, force: true });
  if (problems.includes("No space left")) throw diskFull(site.folder.root, problems);
  throw new StartupError(
    "start_failed",
    `PostgreSQL could not initialise ${site.folder.cluster}: ${problems.trim() || "initdb did not start"}`,
  );
}

function spawnServer(site: Site, args: readonly string[]): ChildProcess {
  const log = explainErrno(site.folder.root, () => openSync(site.folder.log, "w"));
  const child = spawnProgram(site.launcher, [site.binaries.postgres, ...args], ["ignore", log, log]);
  child.unref();
  closeSync(log);
  return child;
}

type Pipes = readonly ("pipe" | "ignore" | number)[];

function spawnProgram(launcher: Launcher, command: readonly [string, ...string[]], stdio: Pipes): ChildProcess {
  const [program = command[0], ...words] = [...launcher.prefix, ...command];
  const env = { PATH: process.env["PATH"], LC_ALL: "C", TZ: "UTC" };
  return spawn(program, words, { stdio: [...stdio], detached: true, ...launcher.becomes, env, cwd: "/" });
}

/** Sessions of a server that was killed end by themselves, but a busy one not before its statement: until then none can start. */
async function launch(site: Site, args: readonly string[]): Promise<{ server: ChildProcess; pid: number }> {
  const deadline = performance.now() + LEFT_OVER_MS;
  for (;;) {
    const server = spawnServer(site, args);
    try {
      return { server, pid: await untilReady(server, site.folder) };
    } catch (error) {
      const isLeftOver = error instanceof StartupError && error.message.includes("pre-existing shared memory block");
      if (!isLeftOver || performance.now() > deadline) throw error;
      await delay(LEFT_OVER_LOOK_MS);
    }
  }
}

async function untilReady(server: ChildProcess, folder: DataFolder): Promise<number> {
  let ended = false;
  server.once("exit", () => (ended = true)).once("error", () => (ended = true));
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!ended && performance.now() < deadline) {
    if (server.pid !== undefined && isReady(folder, server.pid)) return server.pid;
    await delay(POLL_MS);
  }
  server.kill("SIGQUIT");
  const log = existsSync(folder.log) ? readFileSync(folder.log, "utf8").slice(-LOG_TAIL_CHARS).trim() : "";
  if (log.includes("No space left")) throw diskFull(folder.root, log);
  throw new StartupError(
    "start_failed",
    `PostgreSQL did not start on ${folder.cluster}. Its log (${folder.log}) ends with:\n${log}`,
  );
}

function runningServer(server: ChildProcess, pid: number, adminUrl: string): EmbeddedPostgres {
  const exited = new Promise<void>((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) resolve();
    server.once("exit", () => resolve());
  });
  const stop = async (): Promise<void> => {
    server.ref();
    server.kill("SIGINT");
    const timer = setTimeout(() => server.kill("SIGQUIT"), STOP_TIMEOUT_MS);
    await exited;
    clearTimeout(timer);
  };
  return { adminUrl, pid, port: Number(new URL(adminUrl).port), exited, stop, [Symbol.asyncDispose]: stop };
}
