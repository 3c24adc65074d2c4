import { percentile, say } from "../figure.ts";
import type { ChaosOutcome } from "./run-chaos.ts";
import type { ChaosSettings } from "./settings.ts";

const SHOWN = 20;
/** Prints the figures, one JSON object a line, and what is wrong; says whether all is right. */
export function reportChaos(settings: ChaosSettings, outcome: ChaosOutcome): boolean {
  const { verdict, started, faults, recovery, seconds } = outcome;
  const p95 = (samples: readonly number[]): number | null => (samples.length === 0 ? null : percentile(samples, 0.95));
  const recoveryMs = p95(recovery.samples);
  print("seed", settings.seed);
  print("runs_started", started);
  print("runs", verdict.runs);
  print("effects_expected", verdict.expected);
  print("effects_done", verdict.done);
  print("lost", verdict.lost.length);
  print("doubled", verdict.doubled.length);
  print("limbo", verdict.limbo.length);
  print("uncertain", verdict.uncertain);
  print("broken_keys", verdict.brokenKeys.length);
  print("recovered_runs", recovery.samples.length);
  print("recovery_p50_ms", recovery.samples.length === 0 ? null : percentile(recovery.samples, 0.5));
  print("recovery_p95_ms", recoveryMs);
  print("recovery_across_restarts_p95_ms", p95(recovery.acrossRestarts));
  for (const [fault, count] of Object.entries(faults)) print(`fault_${fault}`, count);
  print("seconds", seconds);
  const problems = [
    ...verdict.limbo.map((run) => `limbo: ${run}`),
    ...verdict.doubled.map((effect) => `doubled: ${effect}`),
    ...verdict.lost.map((effect) => `lost: ${effect}`),
    ...verdict.brokenKeys.map((key) => `two requests under one key: ${key}`),
    ...(recoveryMs !== null && recoveryMs >= settings.recoveryMs
      ? [`recovery p95 is ${recoveryMs.toFixed(0)} ms`]
      : []),
    ...(verdict.runs < settings.runs
      ? [`only ${verdict.runs} of ${settings.runs} runs in ${settings.minutes} minutes`]
      : []),
  ];
  if (problems.length === 0) return true;
  say(`Seed ${settings.seed}: ${problems.length} violations`);
  for (const problem of problems.slice(0, SHOWN)) say(`  ${problem}`);
  for (const run of outcome.offending.slice(0, SHOWN)) say(`  run ${run}`);
  return false;
}

function print(metric: string, value: number | string | null): void {
  const rounded = typeof value === "number" ? Number(value.toFixed(1)) : value;
  process.stdout.write(`${JSON.stringify({ bench: "chaos", metric, value: rounded })}\n`);
}
