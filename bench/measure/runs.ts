import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import type { BenchClient } from "../environment/bench-client.ts";
import type { BenchServices } from "../environment/bench-services.ts";
import type { Figure } from "../figure.ts";

const BATCHES = 4;
const BATCH_RECORDS = 1_000;
const POLL_MS = 200;
const TIMEOUT_MS = 120_000;

/** Records that `measureRuns` needs. */
export const RUN_RECORDS = BATCHES * BATCH_RECORDS;

/**
 * Runs of three steps that one worker ends in a second. They wait before it starts, so that nothing else uses the
 * machine; counted from the first end to the last, so that the worker's start is not measured.
 */
export async function measureRuns(
  client: BenchClient,
  services: BenchServices,
  parts: { admin: pg.ClientBase; ids: readonly string[] },
): Promise<Figure> {
  const { admin, ids } = parts;
  await services.stopWorker();
  // Data is kept between benches: values and runs of earlier ones must not count.
  const startedAt = new Date();
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const chosen = ids.slice(batch * BATCH_RECORDS, (batch + 1) * BATCH_RECORDS);
    await client.mutate("records.updateMany", {
      entityType: "companies",
      ids: chosen,
      fields: { city: `Runs ${batch} ${startedAt.toISOString()}` },
    });
  }
  await admin.query("analyze crm.workflow_runs, engine.run_queue");
  services.startWorker();
  await untilEnded(admin);
  const result = await admin.query<{ runs: number; completed: number; seconds: number }>(
    `select count(*)::int as runs, count(*) filter (where status = 'completed')::int as completed,
       extract(epoch from max(ended_at) - min(ended_at))::float8 as seconds
     from crm.workflow_runs where record_id = any ($1::uuid[]) and started_at >= $2`,
    [ids, startedAt],
  );
  const [ended] = result.rows;
  if (ended === undefined || ended.completed !== RUN_RECORDS)
    throw new Error(`Of ${RUN_RECORDS} runs ${ended?.completed} completed`);
  return { metric: "runs_per_s", value: (ended.runs - 1) / ended.seconds, unit: "1/s" };
}

async function untilEnded(admin: pg.ClientBase): Promise<void> {
  const deadline = performance.now() + TIMEOUT_MS;
  while (performance.now() < deadline) {
    const open = await admin.query("select 1 from engine.run_queue limit 1");
    if (open.rowCount === 0) return;
    await delay(POLL_MS);
  }
  throw new Error(`The runs did not end within ${TIMEOUT_MS / 1000} s`);
}
