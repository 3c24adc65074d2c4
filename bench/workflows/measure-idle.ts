import { setTimeout as delay } from "node:timers/promises";
import type { Principal } from "@catalyst/contracts";
import type { BenchClient } from "../environment/bench-client.ts";
import { type Figure, percentile } from "../figure.ts";
import { measureStarts } from "./measure-starts.ts";
import { CHANGES, ENQUEUED_CHANGES, IDLE_SECONDS } from "./plan.ts";
import { companyIds, type Site } from "./site.ts";
import { counted, countFromNow } from "./statements.ts";

const SETTLE_MS = 2_000;

/** What an idle worker asks, and how soon it begins with a change's run. */
export async function measureIdle(site: Site, client: BenchClient, principal: Principal): Promise<readonly Figure[]> {
  const { admin } = site;
  await delay(SETTLE_MS);
  await countFromNow(admin);
  await delay(IDLE_SECONDS * 1000);
  const { all } = await counted(admin);
  const ids = await companyIds(admin, principal, { from: 2 * ENQUEUED_CHANGES, count: CHANGES });
  const starts = await measureStarts(client, admin, { principal, ids });
  return [
    { metric: "first_step_p50_ms", value: percentile(starts.sinceCommit, 0.5), unit: "ms" },
    { metric: "first_step_p95_ms", value: percentile(starts.sinceCommit, 0.95), unit: "ms" },
    { metric: "first_step_from_begin_p50_ms", value: percentile(starts.sinceBegin, 0.5), unit: "ms" },
    { metric: "first_step_from_begin_p95_ms", value: percentile(starts.sinceBegin, 0.95), unit: "ms" },
    { metric: "idle_queries_per_s", value: all / IDLE_SECONDS, unit: "1/s" },
  ];
}
