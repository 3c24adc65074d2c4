import { type Database, withClient } from "@catalyst/db";
import { say } from "../figure.ts";
import { insertRecords } from "./insert-records.ts";
import { makeTenant } from "./make-tenant.ts";
import { BENCH_TENANTS, type TenantPlan } from "./plan.ts";

/** Fills an empty database with the bench tenants and their million records. */
export async function generate(adminUrl: string, database: Database): Promise<void> {
  const startedAt = performance.now();
  say("Generating 1,000,000 records (once; they are kept)");
  // Two connections: as many as the smallest machine has cores.
  const queue = [...BENCH_TENANTS];
  await Promise.all([worker(adminUrl, database, queue), worker(adminUrl, database, queue)]);
  // As the superuser: foreign keys, lists and filters are planned by these numbers.
  await withClient(adminUrl, (admin) => admin.query("vacuum (analyze)"));
  say(`Generated in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
}

async function worker(adminUrl: string, database: Database, queue: TenantPlan[]): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    for (let plan = queue.shift(); plan !== undefined; plan = queue.shift()) {
      const principal = await makeTenant(admin, database, plan.slug);
      await admin.query("set session_replication_role = replica");
      for (const portion of plan.portions) await insertRecords(admin, { principal, portion });
      await admin.query("set session_replication_role = origin");
    }
  });
}
