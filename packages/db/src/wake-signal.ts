/** The channel on which workers hear that there is work. */
export const WAKE_CHANNEL = "catalyst_wake";
/** Commits within this time share one NOTIFY: a commit that contains one takes a lock of the whole server. */
const COALESCE_MS = 4;

/** Tells workers, after a commit, that there is work. Lost signals cost half a second: workers look by themselves. */
export type WakeSignal = { readonly send: () => void; readonly close: () => void };

/** A signal in a transaction of its own, never in the one that made the work. */
export function createWakeSignal(run: (sql: string) => Promise<unknown>, onError: (error: Error) => void): WakeSignal {
  let timer: NodeJS.Timeout | undefined;
  const notify = (): void => {
    timer = undefined;
    run(`notify ${WAKE_CHANNEL}`).catch(onError);
  };
  return {
    send: () => {
      timer ??= setTimeout(notify, COALESCE_MS);
    },
    close: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
