import type { Principal, RecordId } from "@catalyst/contracts";
import { type Database, withTenant } from "@catalyst/db";
import type { RecordService } from "@catalyst/records";
import { benchRecordService } from "../environment/bench-record-service.ts";
import { connectAs, type KeptDatabase } from "../environment/kept-database.ts";
import { type Figure, percentile, say } from "../figure.ts";
import { type BenchField, fieldsOf } from "./fields.ts";
import { writersOf } from "./many-tenants.ts";
import { ENTITY_TYPE } from "./plan.ts";
import { sampleValues } from "./sample-values.ts";

/** Transactions of each database, in turn with the other's, so that both meet the same noise. */
const ROUNDS = 400;
/** Far from every round: a changed record must not have the unique values of a new one. */
const CHANGED = 1_000_000;
/** Tenants that write where there are many: few enough that their metadata stay in memory, as a server's would. */
const WRITERS = 50;
const WARM_UP = 2 * WRITERS;

/** A database in which records are written. */
type Side = {
  readonly database: Database;
  readonly writers: readonly Principal[];
  readonly records: RecordService;
  readonly created: number[];
  readonly updated: number[];
};

/** What a new record with 45 indexed fields and a change of it take with one tenant and with thousands: the ratio of the medians. */
export async function measureWrites(databases: { one: KeptDatabase; many: KeptDatabase }): Promise<readonly Figure[]> {
  const one = await sideOf(databases.one, 1);
  const many = await sideOf(databases.many, WRITERS);
  try {
    const fields = fieldsOf({ slots: "all", plainFields: 0 });
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
      // Whoever comes second finds the machine in another state.
      for (const side of round % 2 === 0 ? [one, many] : [many, one]) await write(side, fields, round);
    }
  } finally {
    await Promise.all([one.database.pool.end(), many.database.pool.end()]);
  }
  const median = (times: readonly number[]): number => percentile(times.slice(WARM_UP), 0.5);
  const [created, updated] = [median(many.created) / median(one.created), median(many.updated) / median(one.updated)];
  say(`One tenant ${median(one.created).toFixed(2)} and ${median(one.updated).toFixed(2)} ms, insert and update`);
  say(`Many: ${created.toFixed(3)} times an insert, ${updated.toFixed(3)} times an update`);
  return [{ metric: "write_cost_ratio_2000_tenants", value: Math.max(created, updated), unit: "times" }];
}

async function sideOf(kept: KeptDatabase, writers: number): Promise<Side> {
  return {
    database: connectAs("app", kept),
    writers: await writersOf(kept, writers),
    records: benchRecordService(),
    created: [],
    updated: [],
  };
}

async function write(side: Side, fields: readonly BenchField[], round: number): Promise<void> {
  const principal = side.writers[round % side.writers.length];
  if (principal === undefined) throw new Error("Assertion failed: there is a writer");
  const { database, records } = side;
  const createdAt = performance.now();
  const record = await withTenant(database, principal, async (tx) => {
    const values = sampleValues(fields, round, principal);
    return (await records.create(tx, { entityType: ENTITY_TYPE, fields: values }, { kind: "api" })).record;
  });
  side.created.push(performance.now() - createdAt);
  const updatedAt = performance.now();
  await change({ database, records, principal }, record, sampleValues(fields, round + CHANGED, principal));
  side.updated.push(performance.now() - updatedAt);
}

type Changing = { readonly database: Database; readonly records: RecordService; readonly principal: Principal };

async function change(
  { database, records, principal }: Changing,
  { id, version }: { readonly id: RecordId; readonly version: number },
  fields: ReturnType<typeof sampleValues>,
): Promise<void> {
  await withTenant(database, principal, (tx) =>
    records.update(tx, { entityType: ENTITY_TYPE, id, version, fields }, { kind: "api" }),
  );
}
