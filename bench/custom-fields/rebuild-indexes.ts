import { withClient } from "@catalyst/db";
import type pg from "pg";

/** Connections that build indexes beside each other: as many as the smallest machine has cores. */
const BUILDERS = 2;
const INDEXES = `
  select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
  from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = 'crm.records'::regclass and not i.indisprimary`;

/** Runs a load without the secondary indexes of `crm.records`, which are built at its end: a quarter of the time. */
export async function withoutIndexes(adminUrl: string, load: () => Promise<void>): Promise<void> {
  const indexes = await withClient(adminUrl, async (admin) => {
    const found = (await admin.query<{ name: string; definition: string }>(INDEXES)).rows;
    for (const { name } of found) await admin.query(`drop index crm.${name}`);
    return found;
  });
  await load();
  await buildIndexes(
    adminUrl,
    indexes.map(({ definition }) => definition.replace(" ON ONLY ", " ON ")),
  );
}

/** Builds indexes, the work of several connections. */
export async function buildIndexes(adminUrl: string, definitions: readonly string[]): Promise<void> {
  const queue = [...definitions];
  await Promise.all(
    Array.from({ length: BUILDERS }, () =>
      withClient(adminUrl, async (admin) => {
        await forLoading(admin);
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) await admin.query(next);
      }),
    ),
  );
}

/** Settings of a session that loads data: memory for sorting, no wait for the disk, nobody helps. */
export async function forLoading(admin: pg.ClientBase): Promise<void> {
  await admin.query("set maintenance_work_mem = '1GB'");
  await admin.query("set max_parallel_maintenance_workers = 0");
  await admin.query("set synchronous_commit = off");
}
