import type { RecordId, StepDefinition } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { startWorker } from "./worker.ts";
import { chain, QUIET, workerFixture, type WorkerFixture } from "./worker.fixture.ts";

type Target =
  | { readonly kind: "trigger" }
  | { readonly kind: "record"; readonly id: { kind: "template"; text: string } };
const write = (key: string, target: Target, fields: Record<string, string>): StepDefinition => ({
  key,
  name: key,
  type: "update_record@1",
  onError: "fail",
  config: {
    entityType: "companies",
    target,
    fields: Object.fromEntries(Object.entries(fields).map(([field, text]) => [field, { kind: "template", text }])),
  },
});
const TRIGGER = { kind: "trigger" } as const;
const RUNS = 40;

/** Runs that all wait when the worker comes. */
async function runAll(f: WorkerFixture, name: (index: number) => string): Promise<readonly RecordId[]> {
  const ids: RecordId[] = [];
  for (let index = 0; index < RUNS; index += 1) ids.push(await f.createCompany(name(index)));
  const worker = await startWorker(f.config, QUIET);
  await f.until(async () => (await f.db.adminQuery("select from engine.run_queue limit 1")).length === 0);
  await worker.stop();
  return ids;
}

const countCommits = async (f: WorkerFixture): Promise<number> =>
  (
    await f.db.adminQuery<{ count: number }>(
      "select count(distinct xmin::text)::int as count from crm.workflow_run_steps",
    )
  )[0]?.count ?? 0;

test("runs that begin together share transactions, and each leaves what it would have left alone", async () => {
  await using f = await workerFixture();
  await f.publish(
    chain([write("one", TRIGGER, { city: "City of {{ record.name }}" }), write("two", TRIGGER, { phone: "1" })]),
  );
  const ids = await runAll(f, (index) => `Company ${index}`);

  expect(await countCommits(f)).toBeLessThan(RUNS / 4);
  const rows = await f.db.adminQuery<{ id: string; city: string; version: number; steps: number; audits: number }>(
    `select r.id, c.city, r.version,
       (select count(*)::int from crm.workflow_runs w join crm.workflow_run_steps s using (tenant_id, run_id)
        where w.record_id = r.id and w.status = 'completed' and s.status = 'done') as steps,
       (select count(*)::int from crm.audit_log a join crm.workflow_runs w on w.run_id::text = a.reason_id
        where a.record_id = r.id and w.record_id = r.id and a.reason_kind = 'workflow_run') as audits
     from crm.records r join crm.companies c using (tenant_id, entity_type, id) order by r.id`,
  );
  expect(rows).toEqual(
    ids.map((id, index) => ({ id, city: `City of Company ${index}`, version: 3, steps: 2, audits: 2 })),
  );
});

test("a run that the database refuses fails alone: those beside it are done, once", async () => {
  await using f = await workerFixture();
  await f.db.adminQuery("alter table crm.companies add constraint no_boom check (city <> 'boom')");
  await f.publish(
    chain([write("phone", TRIGGER, { phone: "1" }), write("city", TRIGGER, { city: "{{ record.name }}" })]),
  );
  await runAll(f, (index) => (index % 10 === 3 ? "boom" : `Company ${index}`));

  const runs = await f.db.adminQuery<{ boom: boolean; status: string; count: number }>(
    `select trigger -> 'record' ->> 'name' = 'boom' as boom, status, count(*)::int as count,
       sum((select count(*) from crm.workflow_run_steps s where s.run_id = r.run_id))::int as steps
     from crm.workflow_runs r group by 1, 2 order by 1`,
  );
  expect(runs).toEqual([
    { boom: false, status: "completed", count: 36, steps: 72 },
    { boom: true, status: "failed", count: 4, steps: 8 },
  ]);
  const versions = await f.db.adminQuery(
    "select version, count(*)::int as count from crm.records group by 1 order by 1",
  );
  expect(versions).toEqual([
    { version: 2, count: 4 },
    { version: 3, count: 36 },
  ]);
});

test("runs that all change one record, and its name, lose none of their changes", async () => {
  await using f = await workerFixture();
  const shared = await f.createCompany("Shared");
  const target = { kind: "record", id: { kind: "template", text: shared } } as const;
  await f.publish(
    chain([
      write("own", TRIGGER, { phone: "1" }),
      write("shared", target, { name: "After {{ record.name }}" }),
      write("again", TRIGGER, { city: "Bern" }),
    ]),
  );
  await runAll(f, (index) => `Company ${index}`);

  const [row] = await f.db.adminQuery(
    `select r.version, (select count(*)::int from crm.audit_log a where a.record_id = r.id) as audits,
       (select count(distinct a.reason_id)::int from crm.audit_log a where a.record_id = r.id) as runs
     from crm.records r where r.id = $1`,
    [shared],
  );
  expect(row).toEqual({ version: 1 + RUNS, audits: 1 + RUNS, runs: RUNS });
  expect(await f.db.adminQuery("select distinct version from crm.records where id <> $1", [shared])).toEqual([
    { version: 3 },
  ]);
});
