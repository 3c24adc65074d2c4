import { FieldId, FieldInput } from "@catalyst/contracts";
import { createWorkQueue, openBoss, withTenant, type TenantTransaction } from "@catalyst/db";
import { createFieldService, recordPorts, type FieldService } from "@catalyst/records";
import { expect, test } from "vitest";
import { startWorker } from "./worker.ts";
import { QUIET, workerFixture, type WorkerFixture } from "./worker.fixture.ts";
import { spawnWorker } from "./worker-process.fixture.ts";

const RECORDS = 6_000;

/** The fields page's side of the product, with jobs in the real queue. */
async function fieldServiceOf(f: WorkerFixture): Promise<FieldService> {
  const boss = await openBoss(f.database, { onError: () => undefined });
  return createFieldService(recordPorts(createWorkQueue(boss, f.database, () => undefined)));
}

const inTenant = <T>(f: WorkerFixture, work: (tx: TenantTransaction) => Promise<T>): Promise<T> =>
  withTenant(f.database, f.tenant.principals.admin, work);

/** A text field of companies with a value in each of thousands of records. */
async function filledField(f: WorkerFixture, label: string): Promise<FieldId> {
  const field = await inTenant(f, (tx) =>
    f.records.createField(tx, { entityType: "companies", field: FieldInput.parse({ label, type: "text" }) }),
  );
  await inTenant(f, (tx) =>
    tx.query(
      null,
      `insert into crm.records (tenant_id, entity_type, id, values)
       select $1, 'companies', gen_random_uuid(), jsonb_build_object($2::text, n::text) from generate_series(1, $3::int) n`,
      [f.tenant.tenantId, field.key, RECORDS],
    ),
  );
  return FieldId.parse(field.fieldId);
}

/** What the missing signs of life of a dead worker come to after 20 s. */
async function missHeartbeats(f: WorkerFixture): Promise<void> {
  await f.db.adminQuery(
    "update pgboss.job set heartbeat_on = now() - interval '1 minute' where name = 'job' and state = 'active'",
  );
}

async function killAndGoOn(f: WorkerFixture, over: () => Promise<boolean>): Promise<void> {
  await using first = spawnWorker({ ...f.environment, CRASH_AT: "job.batch:2" });
  expect(await first.ended).toBe("SIGKILL");
  expect(await over()).toBe(false);
  await missHeartbeats(f);
  const second = await startWorker(f.config, QUIET);
  await f.until(over);
  await second.stop();
}

test(
  "a backfill whose worker is killed goes on in another one, and misses no record",
  { timeout: 60_000 },
  async () => {
    await using f = await workerFixture();
    const fields = await fieldServiceOf(f);
    const fieldId = await filledField(f, "Code");
    await inTenant(f, (tx) => f.records.setFieldIndexed(tx, { fieldId, indexed: true }));

    await killAndGoOn(f, async () => {
      const [slot] = await f.db.adminQuery<{ state: string }>("select state from crm.slot_assignments");
      return slot?.state === "ready";
    });

    expect(await inTenant(f, (tx) => fields.checkSlots(tx, { entityType: "companies", after: null }))).toEqual({
      checked: RECORDS,
      drifted: [],
      next: null,
    });
  },
);

test(
  "a change of type whose worker is killed is finished by another one, each value once",
  { timeout: 60_000 },
  async () => {
    await using f = await workerFixture();
    const fields = await fieldServiceOf(f);
    const fieldId = await filledField(f, "Size");
    const planned = await inTenant(f, (tx) => fields.planTypeChange(tx, { fieldId, type: "number", config: {} }));
    const { conversionId } = planned;
    const stateOf = async (): Promise<string> => (await inTenant(f, (tx) => fields.typeChange(tx, conversionId))).state;
    while ((await stateOf()) === "planning") await inTenant(f, (tx) => fields.runTypeChangeBatch(tx, conversionId));
    await inTenant(f, (tx) => fields.changeType(tx, conversionId));

    await killAndGoOn(f, async () => (await stateOf()) === "changed");

    expect(await inTenant(f, (tx) => fields.typeChange(tx, conversionId))).toMatchObject({
      counts: { clean: RECORDS, lossy: 0, failed: 0 },
      error: null,
    });
    const [sum] = await f.db.adminQuery<{ sum: number }>(
      "select sum((values ->> 'size~1')::int)::int as sum from crm.records where entity_type = 'companies'",
    );
    expect(sum?.sum).toBe((RECORDS * (RECORDS + 1)) / 2);
  },
);
