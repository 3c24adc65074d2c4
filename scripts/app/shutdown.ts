const FORCE_AFTER_MS = 1_500;

/** Whether and when somebody asked us to stop. */
export type StopRequest = { readonly stopped: Promise<void>; readonly isStopping: () => boolean };

/**
 * Resolves at the first SIGINT, SIGTERM or SIGHUP. npm and a terminal may both deliver the same Ctrl-C, so only one that
 * comes clearly later counts as "now, please" and ends the process at once.
 */
export function listenForStop(say: (line: string) => void): StopRequest {
  let firstAt: number | undefined;
  const stopped = new Promise<void>((resolve) => {
    const onSignal = (): void => {
      if (firstAt !== undefined && performance.now() - firstAt > FORCE_AFTER_MS) process.exit(130);
      if (firstAt !== undefined) return;
      firstAt = performance.now();
      say("Stopping ...");
      resolve();
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  });
  return { stopped, isStopping: () => firstAt !== undefined };
}
