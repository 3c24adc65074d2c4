import type { Claim, RunScheduler, TenantTransaction } from "@catalyst/db";
import { databaseFailure, isUnavailable } from "@catalyst/db";
import { DomainError, type RunId } from "@catalyst/contracts";
import { advanceRun, type EnginePorts } from "@catalyst/workflow-engine";
import type { Logger } from "pino";
import { claimDoubt } from "./claim-doubt.ts";
import { quarantine } from "./quarantine.ts";
import { createSlots, outside, type Slots } from "./slots.ts";
import { createTrials, type Trials, type TrialWork } from "./trials.ts";

/** After a fault that is not the run's, it is tried again this much later. */
const RETRY_SECONDS = 1;
/** A month of history has no table: check_violation, as PostgreSQL reports it. */
const NO_PARTITION = "23514";
/** A run whose tenant is not active waits this long. */
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
  /** Crashes without progress between them, after which a run is set aside. */
  readonly crashLimit: number;
  readonly log: Logger;
  /** Runs that could not be given back while the database was away. */
  readonly stranded: Set<Claim>;
};

/** Runs held for each slot at most: those beyond the slots wait for calls to the outside. */
const HELD_PER_SLOT = 4;
/** Runs claimed at a time where enough are claimed ahead, as many as there are slots: what comes first among them may go first. */
const NEWS_LIMIT = 4;
/** Runs of a tenant that had more than a hundred open leave one slot in so many free: others need not wait for one of theirs to end. */
const BACKLOG_PRIORITY = -100;
const SPARE_SHARE = 8;

/** Makes the loop: one fetch at a time feeds all slots, so idle workers don't trample on each other. */
export function createRunLoop(parts: RunLoopParts): RunLoop {
  const claimed: Claim[] = [];
  let claiming: Promise<void> | null = null;
  let wanted = false;
  let news = false;
  let stopping = false;
  const slots = createSlots(parts.slots, () => goOn());
  const giveWay = async (): Promise<void> => {
    if (claimed[0] !== undefined && isHurried(claimed[0])) await outside(slots, () => Promise.resolve());
  };
  const { running, hold } = createHolder(
    { ...parts, ports: sharing(parts.ports, slots, giveWay) },
    slots,
    () => stopping,
  );
  const doubt = claimDoubt(parts.scheduler, () => wake());
  const known = (): RunId[] => [...claimed, ...running.values(), ...parts.stranded].map((claim) => claim.runId);

  const fillSlots = (): void => {
    for (let [next] = claimed; next !== undefined && !stopping; [next] = claimed) {
      if (running.size >= parts.slots * HELD_PER_SLOT || !slots.take(wishOf(next, parts.slots))) return;
      claimed.shift();
      hold(next);
    }
  };

  function goOn(): void {
    fillSlots();
    if (wanted || news) claimMore();
  }

  /** Claims until a fetch comes back short or enough is claimed ahead; a little news may go past runs that were claimed before. */
  const claim = async (): Promise<void> => {
    while (
      !stopping &&
      (news ? claimed.length < parts.slots + 2 * NEWS_LIMIT : wanted && claimed.length < parts.slots / 2)
    ) {
      const limit = Math.max(NEWS_LIMIT, parts.slots - claimed.length);
      wanted = false;
      news = false;
      await doubt.settle(known());
      const claims = await parts.scheduler.claim(limit);
      claimed.push(...claims);
      claimed.sort(byHurry);
      if (claims.length === limit) wanted = true;
      fillSlots();
    }
  };

  function claimMore(): void {
    if (claiming !== null || stopping) return;
    claiming = claim()
      .catch((error: unknown) => {
        parts.log.warn({ err: error }, "Wake-ups can't be fetched; the next look tries again");
        doubt.raise();
      })
      .finally(() => {
        claiming = null;
      });
  }

  function wake(): void {
    wanted = true;
    news = true;
    claimMore();
  }

  return {
    wake,
    async drain(graceMs) {
      stopping = true;
      doubt.close();
      await claiming;
      await settledWithin(graceMs, [...running.keys(), ...giveBackAll(parts.scheduler, claimed.splice(0))]);
    },
  };
}

/** Runs of a lost worker have waited for its lease already: until they have begun again, nobody else begins, or begins another segment. */
function isHurried({ crashCount }: Claim): boolean {
  return crashCount > 0;
}

/** What a run needs to begin; `spare`: slots that it has to leave free. */
function wishOf(claim: Claim, slots: number): Parameters<Slots["take"]>[0] {
  const spare = claim.priority < BACKLOG_PRIORITY ? Math.floor(slots / SPARE_SHARE) : 0;
  return { spare, hurried: isHurried(claim) };
}

type Holder = { readonly running: ReadonlyMap<Promise<void>, Claim>; readonly hold: (claim: Claim) => void };

/** Works on runs, each in the slot that was taken for it. */
function createHolder(parts: RunLoopParts, slots: Slots, stopping: () => boolean): Holder {
  const running = new Map<Promise<void>, Claim>();
  const holding = { ...parts, trials: createTrials(parts.scheduler, parts.crashLimit) };
  return {
    running,
    hold(claim) {
      const work = holdRun(holding, claim, stopping).finally(() => {
        running.delete(work);
        slots.leave();
      });
      running.set(work, claim);
    },
  };
}

function giveBackAll(scheduler: RunScheduler, claims: readonly Claim[]): readonly Promise<void>[] {
  return claims.map((claim) => scheduler.release(claim, { afterSeconds: 0, crashed: false }));
}

async function settledWithin(graceMs: number, works: readonly Promise<void>[]): Promise<void> {
  const grace = new Promise((resolve) => setTimeout(resolve, graceMs).unref());
  await Promise.race([Promise.allSettled(works), grace]);
}

function byHurry(left: Claim, right: Claim): number {
  return Number(isHurried(right)) - Number(isHurried(left)) || right.priority - left.priority;
}

type Ports = RunLoopParts["ports"];

/** Waiting for somebody else's server takes no slot; before each further segment a run gives way to whoever is in a hurry. */
function sharing(ports: Ports, slots: Slots, giveWay: () => Promise<void>): Ports {
  const { store } = ports;
  return {
    ...ports,
    store: {
      ...store,
      async commit(request) {
        if (request.run !== null) await giveWay();
        return await store.commit(request);
      },
    },
    mail: { send: (mail, options) => outside(slots, () => ports.mail.send(mail, options)) },
    http: { call: (request, options) => outside(slots, () => ports.http.call(request, options)) },
  };
}

type HoldParts = RunLoopParts & { readonly trials: Trials };

/** Never throws: a run that fails here is let go, and claimed again by whoever comes first. */
async function holdRun(parts: HoldParts, claim: Claim, stopping: () => boolean): Promise<void> {
  const advance: TrialWork = async (ports, care) => {
    await advanceRun(ports, { claim, stopping, ...care });
  };
  try {
    if (claim.crashCount >= parts.crashLimit) await quarantine(parts.ports.store, claim);
    else await parts.trials.run(claim, parts.ports, advance);
  } catch (error) {
    await letGo(parts, claim, error);
  }
}

async function letGo(parts: RunLoopParts, claim: Claim, error: unknown): Promise<void> {
  const parked = error instanceof DomainError && error.code === "forbidden";
  const passing = parked || isUnavailable(error) || (error instanceof DomainError && error.code === "unavailable");
  parts.log[passing ? "warn" : "error"](
    { err: error, runId: claim.runId, tenantId: claim.tenantId },
    "A run was let go",
  );
  try {
    if (databaseFailure(error)?.sqlState === NO_PARTITION) await parts.scheduler.ensureMonths();
    await parts.scheduler.release(claim, { afterSeconds: parked ? PARK_SECONDS : RETRY_SECONDS, crashed: !passing });
  } catch {
    parts.stranded.add(claim); // The database is away; the poll gives the run back when it answers again.
  }
}
