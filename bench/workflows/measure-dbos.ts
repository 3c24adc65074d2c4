import { fork } from "node:child_process";
import { join } from "node:path";
import { dropDatabase, withClient, withDatabase } from "@catalyst/db";
import type { BenchServer } from "../environment/kept-database.ts";

const DATABASE = "bench_dbos";
const TIMEOUT_MS = 300_000;

/** A database for DBOS on the same PostgreSQL, which its first process fills. */
export async function makeDbosDatabase(server: BenchServer): Promise<string> {
  const url = withDatabase(server.adminUrl, DATABASE);
  await dropDatabase(url);
  await withClient(server.adminUrl, (admin) => admin.query(`create database ${DATABASE}`));
  return url;
}

/** Steps that DBOS does in a second, in a process of its own. */
export function dbosStepsPerSecond(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    // What DBOS prints is no figure of ours: standard output goes to standard error.
    const child = fork(join(import.meta.dirname, "dbos-runs.ts"), [url], { stdio: ["ignore", 2, 2, "ipc"] });
    const timer = setTimeout(() => child.kill("SIGKILL"), TIMEOUT_MS);
    let answer: number | undefined;
    child.on("message", (message: { readonly stepsPerSecond: number }) => (answer = message.stepsPerSecond));
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      if (answer === undefined) reject(new Error(`DBOS ended without a figure (${signal ?? `status ${code}`})`));
      else resolve(answer);
    });
  });
}
