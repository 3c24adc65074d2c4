import type { Claim, RunScheduler, TenantTransaction } from "@catalyst/db";
import { isUnavailable } from "@catalyst/db";
import { DomainError } from "@catalyst/contracts";
import { advanceRun, type EnginePorts } from "@catalyst/workflow-engine";
import type { Logger } from "pino";
import { quarantine } from "./quarantine.ts";

/** Crashes without progress between them, after which a run is set aside. */
const CRASH_LIMIT = 3;
/** After a fault that is not the run's, it is tried again this much later. */
const RETRY_SECONDS = 1;
/** A run whose tenant or principal is not active waits this long. */
const PARK_SECONDS = 60;

/** Advances runs in a fixed number of slots. */
export type RunLoop = {
  /** Says that there may be wake-ups; claims as many as there are free slots. */
  readonly wake: () => void;
  /** Stops claiming; resolves when every run is at a safe point, or after `graceMs`. */
  readonly drain: (graceMs: number) => Promise<void>;
};

/** What the loop works with. */
export type RunLoopParts = {
  readonly ports: EnginePorts<TenantTransaction>;
  readonly scheduler: RunScheduler;
  readonly slots: number;
  readonly log: Logger;
  /** Runs that could not be given back while the database was away. */
  readonly stranded: Set<Claim>;
};

/** Makes the loop: one fetch at a time feeds all slots, so idle workers don't trample on each other. */
export function createRunLoop(parts: RunLoopParts): RunLoop {
  const running = new Set<Promise<void>>();
  let claiming = false;
  let wanted = false;
  let stopping = false;

  const start = (claim: Claim): void => {
    const work = holdRun(parts, claim, () => stopping).finally(() => {
      running.delete(work);
      if (wanted) wake();
    });
    running.add(work);
  };

  /** Claims until a fetch comes back short or no slot is free. */
  const claim = async (): Promise<void> => {
    while (!stopping && wanted && running.size < parts.slots) {
      const free = parts.slots - running.size;
      wanted = false;
      const claims = await parts.scheduler.claim(free);
      for (const claimed of claims) start(claimed);
      if (claims.length === free) wanted = true;
    }
  };

  function wake(): void {
    wanted = true;
    if (claiming || stopping) return;
    claiming = true;
    claim()
      .catch((error: unknown) => parts.log.warn({ err: error }, "Wake-ups can't be fetched; the next look tries again"))
      .finally(() => {
        claiming = false;
      });
  }

  return {
    wake,
    async drain(graceMs) {
      stopping = true;
      await Promise.race([Promise.all(running), new Promise((resolve) => setTimeout(resolve, graceMs).unref())]);
    },
  };
}

/** Never throws: a run that fails here is let go, and claimed again by whoever comes first. */
async function holdRun(parts: RunLoopParts, claim: Claim, stopping: () => boolean): Promise<void> {
  try {
    if (claim.crashCount >= CRASH_LIMIT) await quarantine(parts.ports.store, claim);
    else await advanceRun(parts.ports, { claim, stopping });
  } catch (error) {
    await letGo(parts, claim, error);
  }
}

async function letGo(parts: RunLoopParts, claim: Claim, error: unknown): Promise<void> {
  const parked = error instanceof DomainError && error.code === "forbidden";
  const passing = parked || isUnavailable(error) || (error instanceof DomainError && error.code === "unavailable");
  parts.log[passing ? "warn" : "error"]({ err: error, runId: claim.runId, tenantId: claim.tenantId }, "A run was let go");
  try {
    await parts.scheduler.release(claim, { afterSeconds: parked ? PARK_SECONDS : RETRY_SECONDS, crashed: !passing });
  } catch {
    parts.stranded.add(claim); // The database is away; the poll gives the run back when it answers again.
  }
}
