import { setTimeout as delay } from "node:timers/promises";
import type { WrittenRecord } from "@catalyst/records";
import type pg from "pg";
import type { BenchClient } from "../environment/bench-client.ts";
import { type Figure, percentile } from "../figure.ts";

const CHANGES = 60;
const WARM_UP = 5;
const POLL_MS = 5;
const TIMEOUT_MS = 10_000;
/** Between two changes the worker is idle for a while, each time another: none of its timers may always fit. */
const idleMs = (index: number): number => 50 + ((index * 37) % 200);

/** From sending a change of a record to the commit of its run's first step, in an idle system. */
export async function measureFirstStep(
  client: BenchClient,
  admin: pg.ClientBase,
  ids: readonly string[],
): Promise<readonly Figure[]> {
  const samples: number[] = [];
  for (const [index, id] of ids.slice(0, CHANGES + WARM_UP).entries()) {
    await delay(idleMs(index));
    const { record } = await readRecord(client, id);
    const sentAt = performance.timeOrigin + performance.now();
    await client.mutate("records.update", {
      entityType: "companies",
      id,
      version: record.version,
      // Data is kept between benches: a value that was there before would be no change.
      fields: { city: `First ${index} ${sentAt}` },
    });
    const steppedAt = await firstStepAt(admin, id, sentAt);
    if (index >= WARM_UP) samples.push(steppedAt - sentAt);
  }
  return [
    { metric: "first_step_p50_ms", value: percentile(samples, 0.5), unit: "ms" },
    { metric: "first_step_p95_ms", value: percentile(samples, 0.95), unit: "ms" },
  ];
}

async function readRecord(client: BenchClient, id: string): Promise<WrittenRecord> {
  // The server's own answer; the bench trusts it.
  return (await client.query("records.get", { entityType: "companies", id })) as WrittenRecord;
}

/** Milliseconds since 1970, by the clock of this machine, which PostgreSQL reads too. */
async function firstStepAt(admin: pg.ClientBase, recordId: string, sentAt: number): Promise<number> {
  const deadline = performance.now() + TIMEOUT_MS;
  while (performance.now() < deadline) {
    const result = await admin.query<{ at: number | null }>(
      `select extract(epoch from min(s.at))::float8 * 1000 as at from crm.workflow_runs r
       join crm.workflow_run_steps s on s.tenant_id = r.tenant_id and s.run_id = r.run_id
       where r.record_id = $1 and r.started_at >= to_timestamp($2) and r.ended_at is not null`,
      [recordId, sentAt / 1000],
    );
    const at = result.rows[0]?.at ?? null;
    if (at !== null) return at;
    await delay(POLL_MS);
  }
  throw new Error(`No run of the record ${recordId} ended within ${TIMEOUT_MS / 1000} s`);
}
