import { setTimeout as delay } from "node:timers/promises";
import type { Principal } from "@catalyst/contracts";
import type { BenchServices } from "../environment/bench-services.ts";
import type { BenchServer, KeptDatabase } from "../environment/kept-database.ts";
import type pg from "pg";

/** Where the parts of this bench find what they measure. */
export type Site = {
  readonly server: BenchServer;
  readonly kept: KeptDatabase;
  readonly admin: pg.ClientBase;
  readonly services: BenchServices;
};

const POLL_MS = 100;
/** Runs of a group end at once: where all do, as in a thousandth of the bench, there is no time to divide by. */
export const SHORTEST_S = 0.001;

/** Waits until at most `left` runs of the tenant are open. */
export async function untilOpen(
  admin: pg.ClientBase,
  { tenantId }: Pick<Principal, "tenantId">,
  { left, withinMs }: { readonly left: number; readonly withinMs: number },
): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline) {
    const open = await admin.query("select 1 from engine.run_queue where tenant_id = $1 offset $2 limit 1", [
      tenantId,
      left,
    ]);
    if (open.rowCount === 0) return;
    await delay(POLL_MS);
  }
  throw new Error(`More than ${left} runs are open after ${withinMs / 1000} s`);
}

/** Companies of a tenant in the order of their ids. */
export async function companyIds(
  admin: pg.ClientBase,
  { tenantId }: Pick<Principal, "tenantId">,
  { from, count }: { readonly from: number; readonly count: number },
): Promise<readonly string[]> {
  const result = await admin.query<{ id: string }>(
    "select id from crm.records_companies where tenant_id = $1 order by id offset $2 limit $3",
    [tenantId, from, count],
  );
  if (result.rows.length < count) throw new Error(`Assertion failed: the tenant has ${from + count} companies`);
  return result.rows.map((row) => row.id);
}
