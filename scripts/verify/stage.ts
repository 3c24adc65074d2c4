import { spawn } from "node:child_process";
import { join } from "node:path";

/** The checkout's folder. */
export const ROOT = join(import.meta.dirname, "../..");

/** How many tests or checks of a stage went well. */
export type Count = { readonly passed: number; readonly failed: number };

/** A program that checks something, with the words that it is called with. */
export type Command = {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

/** Runs a program of `node_modules/.bin` in the checkout and passes its output through; gives the exit status. */
export function runProgram(command: Command): Promise<number> {
  const path = [join(ROOT, "node_modules/.bin"), join(ROOT, "e2e/node_modules/.bin"), process.env["PATH"]].join(":");
  // No stdin: a tool that asks a question must fail, not wait.
  const child = spawn(command.program, [...command.args], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, PATH: path, ...command.env },
  });
  return new Promise((resolve) => {
    child.once("close", (code) => resolve(code ?? 1));
    child.once("error", (error) => {
      console.error(`${command.program} cannot be started: ${error.message}`);
      resolve(1);
    });
  });
}

/** Prints a stage's heading. */
export function announceStage(name: string): void {
  console.log(`\n=== ${name} ===`);
}

/** Adds counts up. */
export function sum(counts: readonly Count[]): Count {
  return counts.reduce(
    (total, count) => ({ passed: total.passed + count.passed, failed: total.failed + count.failed }),
    { passed: 0, failed: 0 },
  );
}
