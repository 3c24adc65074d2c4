import { StartupError } from "../../packages/db/src/startup-error.ts";

/** Runs a script's work and ends the process: expected failures print their sentence, others their stack. */
export async function runCommand(work: () => Promise<void>): Promise<never> {
  try {
    await work();
    process.exit(0);
  } catch (error) {
    console.error(`\n${describe(error)}`);
    process.exit(1);
  }
}

function describe(error: unknown): string {
  if (error instanceof StartupError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
