import type { RunScheduler } from "@catalyst/db";
import type { RunId } from "@catalyst/contracts";

/** A claim whose connection broke may still be on its way to its COMMIT for so long. */
const DOUBT_MS = 5_000;
const LOOK_MS = 500;

/** Whether this worker may hold runs that it does not know of. */
export type ClaimDoubt = {
  /** A claim has failed: whether it was committed, nobody knows. Its wake-ups may be gone with it. */
  readonly raise: () => void;
  /** Frees what is not known, while there is doubt. No claim may be under way meanwhile. */
  readonly settle: (known: readonly RunId[]) => Promise<void>;
  readonly close: () => void;
};

/** Makes it; `look` has the worker claim, and so settle, again soon. */
export function claimDoubt(scheduler: Pick<RunScheduler, "disown">, look: () => void): ClaimDoubt {
  let untilMs: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  const lookSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, LOOK_MS);
  };
  return {
    raise() {
      untilMs = performance.now() + DOUBT_MS;
      lookSoon();
    },
    async settle(known) {
      if (untilMs === null) return;
      const isLast = performance.now() > untilMs;
      await scheduler.disown(known);
      if (isLast) untilMs = null;
      else lookSoon();
    },
    close: () => clearTimeout(timer),
  };
}
