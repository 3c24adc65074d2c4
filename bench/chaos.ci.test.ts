import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { FAULTS } from "./chaos/faults/fault-schedule.ts";

const run = promisify(execFile);

const RUNS = 300;

/** A seed of its own each time; what fails says which one it was. How long a recovery takes means nothing beside other tests. */
test(
  "a few hundred runs come through every kind of fault with each effect done once",
  { timeout: 420_000 },
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "catalyst-chaos-"));
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
    const settings = { CHAOS_RUNS: String(RUNS), CHAOS_MINUTES: "3", CHAOS_DIR: dataDir, CHAOS_RECOVERY_MS: "60000" };
    const { stdout } = await run(process.execPath, [join(import.meta.dirname, "chaos.ts")], {
      env: { ...process.env, ...settings },
    });

    const figures = new Map(stdout.trim().split("\n").map(readFigure));
    const seen = (metric: string): number => Number(figures.get(metric));
    expect(seen("runs")).toBeGreaterThanOrEqual(RUNS);
    expect(seen("effects_done")).toBe(seen("effects_expected"));
    expect(["lost", "doubled", "limbo", "broken_keys"].filter((metric) => seen(metric) !== 0)).toEqual([]);
    expect(FAULTS.filter((fault) => !(seen(`fault_${fault}`) > 0))).toEqual([]);
  },
);

function readFigure(line: string): [string, unknown] {
  const { metric, value }: { readonly metric: string; readonly value: unknown } = JSON.parse(line);
  return [metric, value];
}
