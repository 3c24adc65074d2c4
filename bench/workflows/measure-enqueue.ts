import type { Principal } from "@catalyst/contracts";
import { type Figure, percentile, say } from "../figure.ts";
import { type ChangeCompany, withChanges } from "./change-records.ts";
import { ENQUEUED_CHANGES } from "./plan.ts";
import { companyIds, type Site, untilOpen } from "./site.ts";

const WARM_UP = 5;
const DRAIN_TIMEOUT_MS = 120_000;

/** What a matching trigger adds to a record change: medians of changes with and without one, in turn. No worker runs meanwhile. */
export async function measureEnqueue(site: Site, principal: Principal): Promise<readonly Figure[]> {
  const ids = await companyIds(site.admin, principal, { from: 0, count: 2 * ENQUEUED_CHANGES });
  await site.services.stopWorker();
  const { triggered, plain } = await withChanges(site.kept, principal, (change) => timeChanges(change, ids));
  site.services.startWorker();
  await untilOpen(site.admin, principal, { left: 0, withinMs: DRAIN_TIMEOUT_MS });
  const [withRun, without] = [median(triggered), median(plain)];
  say(`A change takes ${without.toFixed(2)} ms, with a run ${withRun.toFixed(2)} ms`);
  return [{ metric: "enqueue_added_ms", value: withRun - without, unit: "ms" }];
}

type Times = { readonly triggered: readonly number[]; readonly plain: readonly number[] };

async function timeChanges(change: ChangeCompany, ids: readonly string[]): Promise<Times> {
  const times = { city: [] as number[], phone: [] as number[] };
  for (const [index, id] of ids.entries()) {
    // Whoever comes second finds the machine in another state.
    const pairIsEven = Math.floor(index / 2) % 2 === 0;
    const field = (index % 2 === 0) === pairIsEven ? "city" : "phone";
    const startedAt = performance.now();
    await change(id, field, `Change ${index}`);
    times[field].push(performance.now() - startedAt);
  }
  return { triggered: times.city, plain: times.phone };
}

function median(times: readonly number[]): number {
  return percentile(times.slice(WARM_UP), 0.5);
}
