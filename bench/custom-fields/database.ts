import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Principal } from "@catalyst/contracts";
import { withClient } from "@catalyst/db";
import { type BenchServer, connectAs, type KeptDatabase, openKeptDatabase } from "../environment/kept-database.ts";
import { say } from "../figure.ts";
import { addNativeColumns, loadDesigns, nativeIndexes } from "./load-designs.ts";
import { loadRecords } from "./load-records.ts";
import { makeFieldsTenant } from "./make-tenant.ts";
import { LARGE_TENANT, SCALE, TENANTS, type TenantSize } from "./plan.ts";
import { buildIndexes, forLoading, withoutIndexes } from "./rebuild-indexes.ts";

/** The database of three million records and four designs; made once, then kept. */
export function openFieldsDatabase(server: BenchServer): Promise<KeptDatabase> {
  return openKeptDatabase(server, { name: "bench_fields", madeBy: madeBy(), fill });
}

/** What the data of this bench depend on beside the migrations, which are applied to kept data as to any installation. */
export function madeBy(): string {
  const hash = createHash("sha256").update(String(SCALE));
  for (const name of readdirSync(import.meta.dirname)
    .filter((file) => /^(fields|load|make|plan)/.test(file))
    .sort())
    hash.update(readFileSync(join(import.meta.dirname, name)));
  return hash.digest("hex").slice(0, 12);
}

async function fill(made: KeptDatabase): Promise<void> {
  const startedAt = performance.now();
  const passed = (what: string): void => say(`${what}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  say("Generating 3,000,000 records and three other designs of them (once; they are kept)");
  const tenants = await makeTenants(made);
  passed("Tenants with their fields");
  await withClient(made.adminUrl, (admin) => addNativeColumns(admin));
  await withoutIndexes(made.adminUrl, async () => {
    const queue = [...tenants];
    await Promise.all([loader(made, queue), loader(made, queue)]);
    passed("Records");
  });
  await buildIndexes(made.adminUrl, nativeIndexes());
  passed("Indexes");
  await loadDesigns(made.adminUrl);
  passed("Other designs");
  await withClient(made.adminUrl, (admin) => admin.query("vacuum (analyze)"));
  passed("Vacuum");
}

type MadeTenant = { readonly size: TenantSize; readonly principal: Principal };

async function makeTenants(made: KeptDatabase): Promise<readonly MadeTenant[]> {
  const database = connectAs("app", made);
  try {
    return await withClient(made.adminUrl, async (admin) => {
      const tenants: MadeTenant[] = [];
      for (const size of TENANTS) tenants.push({ size, principal: await makeFieldsTenant(admin, database, size) });
      return tenants;
    });
  } finally {
    await database.pool.end();
  }
}

async function loader(made: KeptDatabase, queue: MadeTenant[]): Promise<void> {
  await withClient(made.adminUrl, async (admin) => {
    await forLoading(admin);
    await admin.query("set session_replication_role = replica");
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { size, principal } = next;
      // The others' rows are in no index that only this bench has.
      const native = size.slug === LARGE_TENANT;
      await loadRecords(admin, { size, tenants: [principal], recordsEach: size.records, native });
    }
  });
}
