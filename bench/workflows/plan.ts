/** The tenant whose five-step runs are measured beside DBOS. */
export const STEPS_TENANT = "workflows-steps";
/** The tenant that has 100,000 runs queued. */
export const LARGE_TENANT = "workflows-large";
/** The tenant whose single changes are measured: idle, and beside the large one. */
export const SMALL_TENANT = "workflows-small";

/** `WORKFLOWS_SCALE` of it all; 1 is what is asked for, and what is reported. */
const SCALE = readScale();

/** Ours and DBOS in turn, so that both meet the same noise. */
export const ROUNDS = 3;
/** Runs of five steps in a round; DBOS gets fewer, since only rates are compared. */
export const STEPS_RUNS = scaled(3_000);
export const DBOS_RUNS = scaled(1_000);
export const STEPS_PER_RUN = 5;
/** Runs before those that are measured, in the process that does them, ours as DBOS. */
export const WARM_UP_RUNS = 50;
/** Runs that are drained, behind those in whose presence the small tenant is measured. */
export const DRAINED_RUNS = scaled(100_000);
export const RUNS_BEFORE = scaled(25_000);
/** Changes in an idle system, and in one that drains. */
export const CHANGES = scaled(150);
/** Changes with and without a run. A tenant's limit of open runs lies above. */
export const ENQUEUED_CHANGES = scaled(400);
/** How long an idle worker is watched. */
export const IDLE_SECONDS = Math.max(3, 20 * SCALE);

/** What each tenant needs: every run changes a record of its own. */
export const COMPANIES: Readonly<Record<string, number>> = {
  [STEPS_TENANT]: ROUNDS * (WARM_UP_RUNS + STEPS_RUNS),
  [LARGE_TENANT]: RUNS_BEFORE + DRAINED_RUNS + 1,
  [SMALL_TENANT]: 2 * CHANGES + 2 * ENQUEUED_CHANGES,
};

function scaled(count: number): number {
  return Math.max(10, Math.round(count * SCALE));
}

function readScale(): number {
  const scale = Number(process.env["WORKFLOWS_SCALE"] ?? "1");
  if (!(scale > 0 && scale <= 1)) throw new Error("WORKFLOWS_SCALE is a number over 0, at most 1");
  return scale;
}
