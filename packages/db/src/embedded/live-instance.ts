import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { StartupError } from "../startup-error.ts";
import type { DataFolder } from "./data-folder.ts";

const ORPHAN_STOP_MS = 15_000;
const POLL_MS = 20;

/**
 * Makes sure that no other PostgreSQL works on the folder. One whose supervisor is gone (killed with -9) is an orphan: it
 * is shut down in order. One with a living supervisor belongs to another `npm start`.
 * @throws StartupError `data_folder_in_use`.
 */
export async function takeOver(folder: DataFolder): Promise<void> {
  const file = join(folder.cluster, "postmaster.pid");
  const pid = readPid(file);
  if (pid === undefined) return;
  if (!isProcess(pid, folder.cluster)) return rmSync(file, { force: true });
  const supervisor = readPid(folder.supervisor);
  if (supervisor !== undefined && supervisor !== process.pid && isProcess(supervisor, "node"))
    throw inUse(folder, supervisor);
  process.kill(pid, "SIGINT");
  const deadline = performance.now() + ORPHAN_STOP_MS;
  while (isProcess(pid, folder.cluster)) {
    if (performance.now() > deadline) throw inUse(folder, pid);
    await delay(POLL_MS);
  }
}

/** Records this process as the one that looks after the folder's PostgreSQL. */
export function recordSupervisor(folder: DataFolder): void {
  writeFileSync(folder.supervisor, `${process.pid}\n`);
}

/** True once the server with this pid accepts connections: PostgreSQL writes its state on the eighth line. */
export function isReady(folder: DataFolder, pid: number): boolean {
  const file = join(folder.cluster, "postmaster.pid");
  if (!existsSync(file)) return false;
  const lines = readFileSync(file, "utf8").split("\n");
  return Number(lines[0]) === pid && lines[7]?.trim() === "ready";
}

function inUse(folder: DataFolder, pid: number): StartupError {
  return new StartupError(
    "data_folder_in_use",
    `Another instance (process ${pid}) works on the data folder ${folder.root}. Stop it first, or set DATA_DIR to another folder.`,
  );
}

function readPid(file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  const pid = Number.parseInt(readFileSync(file, "utf8"), 10);
  return pid > 0 ? pid : undefined;
}

/** Pids are reused, in containers at once: where /proc tells the command line, it must also hold `mark`. */
function isProcess(pid: number, mark: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  if (!existsSync("/proc/self/cmdline")) return true;
  return existsSync(commandLine) && readFileSync(commandLine, "utf8").includes(mark);
}
