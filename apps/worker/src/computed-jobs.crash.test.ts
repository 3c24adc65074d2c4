import { FieldInput, type FieldValues } from "@catalyst/contracts";
import { withTenant, type TenantTransaction } from "@catalyst/db";
import { expect, test } from "vitest";
import { startWorker } from "./worker.ts";
import { QUIET, workerFixture, type WorkerFixture } from "./worker.fixture.ts";
import { spawnWorker } from "./worker-process.fixture.ts";

const RECORDS = 1_300;
const SEED = { kind: "seed" } as const;

const inTenant = <T>(f: WorkerFixture, work: (tx: TenantTransaction) => Promise<T>): Promise<T> =>
  withTenant(f.database, f.tenant.principals.admin, work);

async function fill(f: WorkerFixture, entityType: string, fieldsOf: (n: number) => FieldValues): Promise<string[]> {
  const records = Array.from({ length: RECORDS }, (_, n) => ({ fields: fieldsOf(n) }));
  const made = await inTenant(f, (tx) => f.records.createMany(tx, { entityType, records, startRuns: false }, SEED));
  return made.flatMap((outcome) => (outcome.ok ? [outcome.id] : []));
}

const define = (f: WorkerFixture, field: Pick<FieldInput, "label" | "type" | "config">) =>
  inTenant(f, (tx) => f.records.createField(tx, { entityType: "companies", field: FieldInput.parse(field) }));

/** How many companies have what SQL says of their values. */
async function count(f: WorkerFixture, condition: string): Promise<number> {
  const [row] = await f.db.adminQuery<{ n: number }>(
    `select count(*)::int as n from crm.records r where entity_type = 'companies' and ${condition}`,
  );
  return row?.n ?? 0;
}

async function killAndGoOn(f: WorkerFixture, over: () => Promise<boolean>): Promise<void> {
  await using first = spawnWorker({ ...f.environment, CRASH_AT: "job.batch:2" });
  expect(await first.ended).toBe("SIGKILL");
  expect(await over()).toBe(false);
  await f.db.adminQuery(
    "update pgboss.job set heartbeat_on = now() - interval '1 minute' where name = 'job' and state = 'active'",
  );
  const second = await startWorker(f.config, QUIET);
  await f.until(over);
  await second.stop();
}

test("a formula's recomputation whose worker is killed is finished by another one", { timeout: 90_000 }, async () => {
  await using f = await workerFixture();
  await fill(f, "companies", (n) => ({ name: `C${n}`, employee_count: n }));
  await define(f, {
    label: "Twice",
    type: "formula",
    config: { expression: "employee_count * 2", resultType: "number" },
  });

  await killAndGoOn(f, async () => {
    const [job] = await f.db.adminQuery<{ state: string }>("select state from crm.recomputations");
    return job?.state === "done";
  });

  const right = "(values ->> 'twice')::float8 = 2 * (select c.employee_count from crm.companies c where c.id = r.id)";
  expect(await count(f, right)).toBe(RECORDS);
});

test(
  "roll-ups that were out of date when the worker was killed are right in the end",
  { timeout: 90_000 },
  async () => {
    await using f = await workerFixture();
    const rollup = { entityType: "deals", relation: "company", function: "sum", field: "amount" } as const;
    await define(f, { label: "Total", type: "rollup", config: { rollup, resultType: "number" } });
    const companies = await fill(f, "companies", (n) => ({ name: `C${n}` }));
    await fill(f, "deals", (n) => ({ name: `D${n}`, amount: n, company: companies[n] ?? null }));

    await killAndGoOn(f, async () => (await f.db.adminQuery("select from crm.rollup_marks limit 1")).length === 0);

    const right = `(values ->> 'total')::float8 = (select sum(d.amount) from crm.record_links l
    join crm.deals d on d.id = l.from_id where l.to_id = r.id)`;
    expect(await count(f, right)).toBe(RECORDS);
  },
);
