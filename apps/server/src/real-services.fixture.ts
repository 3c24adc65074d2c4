import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestDatabase } from "@catalyst/testkit";

const START_TIMEOUT_MS = 10_000;

/** A real program that a test runs beside the server. */
export type RealService = AsyncDisposable & {
  readonly port: number;
  /** Stops it for a while without closing a connection, as an overloaded machine does. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly kill: () => Promise<void>;
};

/** A Redis without persistence on a port of its own. */
export async function startRedis(): Promise<RealService> {
  const port = await freePort();
  return start(
    port,
    spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], {
      stdio: "ignore",
    }),
  );
}

/** A PgBouncer in transaction mode in front of the test's PostgreSQL. */
export async function startPgBouncer(db: TestDatabase): Promise<RealService> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "pgbouncer-"));
  writeFileSync(join(folder, "pgbouncer.ini"), settings(new URL(db.urls.app), port, folder));
  writeFileSync(join(folder, "users.txt"), [db.urls.app, db.urls.auth].map(userLine).join("\n"));
  // It refuses to run as root, so another user has to read these files.
  chmodSync(folder, 0o755);
  const user = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
  const service = await start(port, spawn("pgbouncer", [...user, join(folder, "pgbouncer.ini")], { stdio: "ignore" }));
  return {
    ...service,
    [Symbol.asyncDispose]: async () => {
      await service[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The same database behind the pooler. */
export function throughPooler(url: string, pooler: RealService): string {
  const changed = new URL(url);
  changed.host = `127.0.0.1:${pooler.port}`;
  changed.searchParams.set("pgbouncer", "true");
  return changed.href;
}

function settings(target: URL, port: number, folder: string): string {
  return [
    "[databases]",
    `* = host=${target.hostname} port=${target.port}`,
    "[pgbouncer]",
    `listen_addr = 127.0.0.1`,
    `listen_port = ${port}`,
    "unix_socket_dir =",
    "auth_type = plain",
    `auth_file = ${join(folder, "users.txt")}`,
    "pool_mode = transaction",
    // Two server connections for more clients: each transaction really gets another one.
    "default_pool_size = 2",
    "ignore_startup_parameters = extra_float_digits,options",
  ].join("\n");
}

function userLine(url: string): string {
  const { username, password } = new URL(url);
  return `"${username}" "${decodeURIComponent(password)}"`;
}

async function start(port: number, child: ChildProcess): Promise<RealService> {
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
  };
  await untilListening(port);
  return {
    port,
    freeze: () => void child.kill("SIGSTOP"),
    thaw: () => void child.kill("SIGCONT"),
    kill,
    [Symbol.asyncDispose]: kill,
  };
}

async function untilListening(port: number): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!(await accepts(port))) {
    if (performance.now() > deadline) throw new Error(`Nothing listens on port ${port} after ${START_TIMEOUT_MS} ms`);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => setTimeout(() => resolve(false), 20));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
