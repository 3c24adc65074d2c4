import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { StartupError } from "../../packages/db/src/startup-error.ts";
import type { ServiceEnvironment } from "./service-environment.ts";

const STOP_TIMEOUT_MS = 15_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
/** A service that ran this long counts as healthy: the next restart is quick again. */
const HEALTHY_MS = 30_000;
const LOG_MAX_BYTES = 10 * 1024 * 1024;
const LOG_TAIL_LINES = 15;
const EXIT_WITH_PARENT = join(import.meta.dirname, "exit-with-parent.mjs");

/** A program of ours that runs as a child process and is brought back when it dies. */
export type ServiceOptions = {
  readonly name: string;
  /** Words after `node`. */
  readonly command: readonly string[];
  readonly env: ServiceEnvironment;
  /** The file that takes its output; without one it is shown. */
  readonly logFile: string | undefined;
  readonly say: (line: string) => void;
};

/** A running service. */
export type Service = {
  readonly stop: () => Promise<void>;
  /** True as long as the present process has not ended. */
  readonly isAlive: () => boolean;
  /** The last lines of its log, for an error message. */
  readonly logTail: () => string;
};

/** Starts a service; it lives in a process group of its own, so that Ctrl-C reaches only us and the order of stopping is ours. */
export function startService(options: ServiceOptions): Service {
  const state = { child: spawnService(options), stopping: false };
  void supervise(options, state);
  return {
    isAlive: () => state.child.exitCode === null && state.child.signalCode === null,
    logTail: () => logTail(options),
    stop: async () => {
      state.stopping = true;
      await stopChild(state.child);
    },
  };
}

async function supervise(
  options: ServiceOptions,
  state: { child: ChildProcess; readonly stopping: boolean },
): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS;
  for (;;) {
    const started = performance.now();
    const reason = await ended(state.child);
    if (state.stopping) return;
    if (performance.now() - started > HEALTHY_MS) pauseMs = FIRST_PAUSE_MS;
    options.say(`The ${options.name} ended (${reason}); starting it again`);
    await delay(pauseMs);
    if (state.stopping) return;
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    state.child = spawnService(options);
  }
}

function spawnService(options: ServiceOptions): ChildProcess {
  const log = options.logFile === undefined ? "inherit" : openLog(options.logFile);
  const child = spawn(process.execPath, ["--import", EXIT_WITH_PARENT, ...options.command], {
    env: { ...process.env, ...options.env },
    stdio: ["ignore", log, log, "ipc"],
    detached: true,
  });
  child.on("error", (error) => options.say(`The ${options.name} cannot be started: ${error.message}`));
  if (typeof log === "number") closeSync(log);
  return child;
}

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file) && statSync(file).size > LOG_MAX_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, "a");
}

function ended(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    const report = (): void => resolve(child.signalCode ?? `status ${child.exitCode}`);
    if (child.exitCode !== null || child.signalCode !== null) report();
    child.once("exit", report);
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
  await ended(child);
  clearTimeout(timer);
}

function logTail(options: ServiceOptions): string {
  if (options.logFile === undefined || !existsSync(options.logFile)) return "";
  return readFileSync(options.logFile, "utf8").trimEnd().split("\n").slice(-LOG_TAIL_LINES).join("\n");
}

/**
 * Waits until the server answers `GET /readyz` with 200.
 * @throws StartupError `start_failed` with the end of its log.
 */
export async function untilReady(server: Service, port: number, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  let answer = "no answer";
  while (performance.now() < deadline) {
    answer = await askReadiness(port);
    if (answer === "ready") return;
    if (!server.isAlive())
      throw new StartupError(
        "start_failed",
        `The server ended while it started. Its log ends with:\n${server.logTail()}`,
      );
    await delay(50);
  }
  throw new StartupError(
    "start_failed",
    `The server is not ready after ${timeoutMs / 1000} s (${answer}). Its log ends with:\n${server.logTail()}`,
  );
}

async function askReadiness(port: number): Promise<string> {
  try {
    const response = await fetch(`http://localhost:${port}/readyz`, { signal: AbortSignal.timeout(2_000) });
    return response.ok ? "ready" : `${response.status} ${await response.text()}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
