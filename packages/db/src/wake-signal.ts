/** The channel on which workers hear that there is work. */
export const WAKE_CHANNEL = "catalyst_wake";
/** Commits within this time after a NOTIFY share the next one: a commit that contains one takes a lock of the whole server. */
const COALESCE_MS = 4;

/** Tells workers, after a commit, that there is work. Lost signals cost half a second: workers look by themselves. */
export type WakeSignal = {
  readonly send: () => void;
  /** Resolves when nothing is on its way any more. */
  readonly close: () => Promise<void>;
};

/**
 * A signal in a transaction of its own, never in the one that made the work. The first goes out at once, since waiting
 * would be half of the time until an idle worker begins; those that follow closely share one.
 */
export function createWakeSignal(run: (sql: string) => Promise<unknown>, onError: (error: Error) => void): WakeSignal {
  let timer: NodeJS.Timeout | undefined;
  let more = false;
  let sending = Promise.resolve();
  const notify = (): void => {
    more = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (more) notify();
    }, COALESCE_MS);
    sending = run(`notify ${WAKE_CHANNEL}`).then(() => undefined, onError);
  };
  return {
    send: () => {
      if (timer === undefined) notify();
      else more = true;
    },
    close: async () => {
      clearTimeout(timer);
      timer = undefined;
      await sending;
    },
  };
}
