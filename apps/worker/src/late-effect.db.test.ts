import type { StepDefinition } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { startWorker } from "./worker.ts";
import { QUIET, workerFixture } from "./worker.fixture.ts";

const write = (key: string, fields: Record<string, string>): StepDefinition => ({
  key,
  name: key,
  type: "update_record@1",
  onError: "fail",
  config: {
    entityType: "companies",
    target: { kind: "trigger" },
    fields: Object.fromEntries(Object.entries(fields).map(([field, text]) => [field, { kind: "template", text }])),
  },
});

test("writes of several steps are one, and where the database refuses it the step whose write it was has failed", async () => {
  await using f = await workerFixture();
  await f.db.adminQuery("alter table crm.companies add constraint no_boom check (city <> 'boom')");
  await f.publish({
    schema: 1,
    trigger: { type: "record_created@1", config: { entityType: "companies", watchedFields: [] } },
    steps: [
      write("phone", { phone: "1" }),
      write("city", { city: "{{ record.name }}" }),
      write("site", { website: "https://a.example" }),
    ],
    edges: [
      { from: "trigger", port: "next", to: "phone" },
      { from: "phone", port: "next", to: "city" },
      { from: "city", port: "next", to: "site" },
    ],
  });
  const worker = await startWorker(f.config, QUIET);
  await f.createCompany("boom");
  await f.createCompany("Bern");
  await f.until(async () => (await f.db.adminQuery("select from engine.run_queue limit 1")).length === 0);
  await worker.stop();

  const steps = await f.db.adminQuery<{ name: string; steps: string[] }>(
    `select trigger -> 'record' ->> 'name' as name, array_agg(step_key || ' ' || s.status order by s.seq) as steps
     from crm.workflow_runs r join crm.workflow_run_steps s using (tenant_id, run_id) group by 1 order by 1`,
  );
  expect(steps).toEqual([
    { name: "Bern", steps: ["phone done", "city done", "site done"] },
    { name: "boom", steps: ["phone done", "city failed"] },
  ]);
  const rows = await f.db.adminQuery<{ phone: string; version: number }>(
    "select r.display_name, c.phone, r.version from crm.records r join crm.companies c using (tenant_id, entity_type, id) order by 1",
  );
  expect(rows).toMatchObject([
    { display_name: "Bern", phone: "1", version: 4 },
    { display_name: "boom", phone: "1", version: 2 },
  ]);
});
