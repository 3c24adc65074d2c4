import type { Claim, RunScheduler, TenantTransaction } from "@catalyst/db";
import { databaseFailure, isUnavailable } from "@catalyst/db";
import { DomainError, type RunId } from "@catalyst/contracts";
import { advanceRun, type EnginePorts } from "@catalyst/workflow-engine";
import type { Logger } from "pino";
import { claimDemand, isHurried } from "./claim-demand.ts";
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
  /** Says that there may be wake-ups; claims as many as there are free slots. `lost`: there may be runs that lost their worker. */
  readonly wake: (also?: { readonly lost: boolean }) => void;
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
/** Runs of a tenant that had more than a hundred open leave one slot in so many free: others need not wait for one of theirs to end. */
const BACKLOG_PRIORITY = -100;
const SPARE_SHARE = 8;

/** Makes the loop: one fetch at a time feeds all slots, so idle workers don't trample on each other. */
export function createRunLoop(parts: RunLoopParts): RunLoop {
  const claimed: Claim[] = [];
  let claiming: Promise<void> | null = null;
  const demand = claimDemand(parts.slots);
  let stopping = false;
  const slots = createSlots(parts.slots, () => goOn());
  const { running, hold } = createHolder(parts, slots, { stopping: () => stopping, first: () => claimed[0] });
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
    claimMore();
  }

  /** Claims until a fetch comes back short or enough is claimed ahead. */
  const claim = async (): Promise<void> => {
    for (let next = demand.next(claimed); next !== null && !stopping; next = demand.next(claimed)) {
      await doubt.settle(known());
      const claims = await parts.scheduler.claim(next.limit, next);
      claimed.push(...claims);
      claimed.sort(byHurry);
      if (claims.length === next.limit) demand.goesOn();
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

  function wake({ lost } = { lost: false }): void {
    demand.raise(lost);
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

/** What a run needs to begin; `spare`: slots that it has to leave free. */
function wishOf(claim: Claim, slots: number): Parameters<Slots["take"]>[0] {
  const spare = claim.priority < BACKLOG_PRIORITY ? Math.floor(slots / SPARE_SHARE) : 0;
  return { spare, hurried: isHurried(claim) };
}

type Holder = { readonly running: ReadonlyMap<Promise<void>, Claim>; readonly hold: (claim: Claim) => void };

/** What a run at work sees of the loop; `first`: the claim that begins next. */
type Sight = { readonly stopping: () => boolean; readonly first: () => Claim | undefined };

/** Works on runs, each in the slot that was taken for it. */
function createHolder(parts: RunLoopParts, slots: Slots, { stopping, first }: Sight): Holder {
  const running = new Map<Promise<void>, Claim>();
  const holding = {
    ...parts,
    ports: sharing(parts.ports, slots, first),
    trials: createTrials(parts.scheduler, parts.crashLimit),
  };
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
function sharing(ports: Ports, slots: Slots, first: Sight["first"]): Ports {
  const { store } = ports;
  const giveWay = async (): Promise<void> => {
    const next = first();
    if (next !== undefined && isHurried(next)) await outside(slots, () => Promise.resolve());
  };
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
