/** How much chaos: `CHAOS_RUNS`, `CHAOS_SEED`, `CHAOS_MINUTES`, `CHAOS_DIR`, `CHAOS_RECOVERY_MS`. */
export type ChaosSettings = {
  /** All of them: also those that runs start. */
  readonly runs: number;
  readonly seed: string;
  /** Runs are started and faults happen for so long at most; then everything has to come to its end. */
  readonly minutes: number;
  /** Where the database and the logs lie; they are made anew. */
  readonly dataDir: string | null;
  readonly workers: number;
  /** A dead worker's runs go on within this time, p95. */
  readonly recoveryMs: number;
};

/** Reads the environment; the seed is new unless one is given. */
export function readChaosSettings(env: Readonly<Record<string, string | undefined>>): ChaosSettings {
  return {
    runs: readNumber(env, "CHAOS_RUNS", 20_000),
    seed: env["CHAOS_SEED"] ?? String(Math.floor(Math.random() * 1e9)),
    minutes: readNumber(env, "CHAOS_MINUTES", 18),
    dataDir: env["CHAOS_DIR"] ?? null,
    workers: 3,
    recoveryMs: readNumber(env, "CHAOS_RECOVERY_MS", 5_000),
  };
}

function readNumber(env: Readonly<Record<string, string | undefined>>, name: string, otherwise: number): number {
  const value = Number(env[name] ?? otherwise);
  if (!(value > 0)) throw new Error(`${name} is a number over 0`);
  return value;
}
