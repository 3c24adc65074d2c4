import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";

const run = promisify(execFile);

/** A thousandth of the data: times mean nothing then, but every figure is measured. */
const SCALE = "0.001";

test("the bench of custom fields ends with every figure", { timeout: 240_000 }, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "catalyst-bench-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, "run.ts"), "custom-fields"], {
    env: { ...process.env, BENCH_SCALE: SCALE, BENCH_DIR: dataDir },
  });

  const figures = stdout
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  const measured = (metric: string, unit: string): unknown => ({
    bench: "custom-fields",
    metric,
    unit,
    value: expect.any(Number),
  });
  expect(figures).toEqual([
    measured("indexed_filter_p95_ms", "ms"),
    measured("top50_p95_ms", "ms"),
    measured("and_filter_p95_ms", "ms"),
    measured("one_percent_sorted_p95_ms", "ms"),
    measured("ratio_to_native_max", "times"),
    measured("ratio_worst_design", "times"),
    measured("ratio_worst_design_max", "times"),
    measured("ratio_best_design_max", "times"),
    measured("rows_read_per_row_returned_max", "rows read / row returned"),
    measured("write_cost_ratio_2000_tenants", "times"),
    measured("bulk_insert_records_per_s", "1/s"),
    measured("backfill_records_per_s", "1/s"),
    measured("backfill_seventh_field_records_per_s", "1/s"),
    measured("backfill_other_tenant_p95_ratio", "times"),
  ]);
});
