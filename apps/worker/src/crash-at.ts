import type { WorkerCrashPoint, WorkerConfig } from "./config.ts";

/** Dies like a power cut at the wanted point; without one it does nothing. */
export function crashAt(wanted: WorkerConfig["crashAt"]): (point: WorkerCrashPoint) => void {
  if (wanted === null) return () => undefined;
  let reached = 0;
  return (point) => {
    if (point !== wanted.point) return;
    reached += 1;
    if (reached === wanted.time) process.kill(process.pid, "SIGKILL");
  };
}
