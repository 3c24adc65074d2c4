import { setTimeout as delay } from "node:timers/promises";
import { DomainError } from "@catalyst/contracts";
import { isUnavailable } from "@catalyst/db";

const PAUSE_MS = 150;
const PATIENCE_MS = 60_000;

/** Does what a client does whose call failed without a verdict: asks again, until the database answers. */
export async function persist<T>(work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || performance.now() > deadline) throw error;
      await delay(PAUSE_MS);
    }
  }
}

function isPassing(error: unknown): boolean {
  if (isUnavailable(error)) return true;
  return error instanceof DomainError && (error.code === "unavailable" || error.code === "conflict");
}
