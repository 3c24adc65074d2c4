import type { Claim, RunScheduler, TenantTransaction } from "@catalyst/db";
import type { Advance, EnginePorts } from "@catalyst/workflow-engine";

type Ports = EnginePorts<TenantTransaction>;

/** Works on a run, with the care that it needs. */
export type TrialWork = (ports: Ports, care: Pick<Advance, "careful" | "alone">) => Promise<void>;

/** Runs whose workers were lost, of which one may be the cause. */
export type Trials = {
  /** Runs `work` as a trial of the run; the ports are told when it has made progress. */
  readonly run: (claim: Claim, ports: Ports, work: TrialWork) => Promise<void>;
};

/**
 * A worker's loss makes all suspect that it held, most of which had not even begun. Only what has begun is counted, and
 * what one more loss would set aside (`crashLimit` of them) begins one after the other, so that who is in bad company is
 * never taken for the cause. First commits after a loss are small; after a first one they are common ones all the same: most
 * runs have only waited there, and there are many.
 */
export function createTrials(scheduler: Pick<RunScheduler, "beginAgain">, crashLimit: number): Trials {
  let last = Promise.resolve();
  const inTurn = async (work: (done: () => void) => Promise<void>): Promise<void> => {
    const before = last;
    const { promise, resolve } = Promise.withResolvers<void>();
    last = promise;
    await before;
    try {
      await work(resolve);
    } finally {
      resolve();
    }
  };
  return {
    async run(claim, ports, work) {
      if (claim.crashCount === 0) return work(ports, {});
      const isLast = claim.crashCount >= crashLimit - 1;
      const begin = async (done: () => void): Promise<void> => {
        await scheduler.beginAgain(claim);
        await work(untilFirstCommit(ports, done), { careful: true, alone: isLast || claim.crashCount > 1 });
      };
      return isLast ? inTurn(begin) : begin(() => undefined);
    },
  };
}

function untilFirstCommit(ports: Ports, done: () => void): Ports {
  const { store } = ports;
  return {
    ...ports,
    store: {
      ...store,
      commit: async (request) => {
        const result = await store.commit(request);
        done();
        return result;
      },
    },
  };
}
