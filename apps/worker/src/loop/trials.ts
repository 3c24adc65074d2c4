import type { Claim, RunScheduler, TenantTransaction } from "@catalyst/db";
import type { EnginePorts } from "@catalyst/workflow-engine";

type Ports = EnginePorts<TenantTransaction>;

/** Works on a run. `careful`: its first commit is to be a small one of its own. */
export type TrialWork = (ports: Ports, careful: boolean) => Promise<void>;

/** Runs whose workers were lost, of which one may be the cause. */
export type Trials = {
  /** Runs `work` as a trial of the run; the ports are told when it has made progress. */
  readonly run: (claim: Claim, ports: Ports, work: TrialWork) => Promise<void>;
};

/**
 * A worker's loss makes all suspect that it held, most of which had not even begun. Only what has begun is counted, and
 * what one more loss would set aside (`crashLimit` of them) begins one after the other, so that who is in bad company is
 * never taken for the cause. After a first loss runs begin again as any others do, in common transactions: most have only
 * waited there, and there are many. Only after a second one is a run's first commit small, and its own.
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
      if (claim.crashCount === 0) return work(ports, false);
      const isLast = claim.crashCount >= crashLimit - 1;
      const begin = async (done: () => void): Promise<void> => {
        await scheduler.beginAgain(claim);
        await work(untilFirstCommit(ports, done), isLast || claim.crashCount > 1);
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
