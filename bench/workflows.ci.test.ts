import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";

const run = promisify(execFile);

/** A thousandth of the runs: times mean nothing then, but every figure is measured. */
const SCALE = "0.001";

test("the bench of workflows ends with every figure", { timeout: 240_000 }, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "catalyst-bench-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, "run.ts"), "workflows"], {
    env: { ...process.env, WORKFLOWS_SCALE: SCALE, BENCH_DIR: dataDir },
  });

  const figures = stdout
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  const measured = (metric: string, unit: string): unknown => ({
    bench: "workflows",
    metric,
    unit,
    value: expect.any(Number),
  });
  expect(figures).toEqual([
    measured("enqueue_added_ms", "ms"),
    measured("first_step_p50_ms", "ms"),
    measured("first_step_p95_ms", "ms"),
    measured("first_step_from_begin_p50_ms", "ms"),
    measured("first_step_from_begin_p95_ms", "ms"),
    measured("idle_queries_per_s", "1/s"),
    measured("steps_ratio_to_dbos", "times"),
    measured("statements_per_db_step", "statements"),
    measured("statements_with_begin_commit_per_db_step", "statements"),
    measured("commits_per_db_step", "commits"),
    measured("drain_last_to_first_ratio", "times"),
    measured("small_tenant_start_p95_ms", "ms"),
    measured("small_tenant_start_from_begin_p95_ms", "ms"),
  ]);
});
