import { createNoticeSender, delegateApproval, getApproval } from "@catalyst/records";
import { withTenant } from "@catalyst/db";
import { expect, test } from "vitest";
import { chain, QUIET, workerFixture, type WorkerFixture } from "./worker.fixture.ts";
import { startWorker } from "./worker.ts";

/** Lets a worker do what is due, until the run waits again or has ended. */
async function work(f: WorkerFixture): Promise<void> {
  const worker = await startWorker(f.config, QUIET);
  await f.until(
    async () =>
      (await f.db.adminQuery("select from engine.run_queue where status <> 'waiting' or wake_at <= now()")).length ===
      0,
  );
  await worker.stop();
}

/** As if the approval had been asked for so many hours ago. */
async function passHours(f: WorkerFixture, hours: number): Promise<void> {
  await f.db.adminQuery(
    `update crm.workflow_runs set state = jsonb_set(jsonb_set(state, '{tokens,0,position,memo,since}',
       to_jsonb(to_char((now() - make_interval(hours => $1)) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))),
       '{tokens,0,position,dueAt}', to_jsonb('2020-01-01T00:00:00.000Z'::text))`,
    [hours],
  );
  await f.db.adminQuery("update engine.run_queue set wake_at = now()");
  await work(f);
}

/** Who was told since the last look, and what. */
async function told(f: WorkerFixture): Promise<readonly string[]> {
  const rows = await f.db.adminQuery<{ role: string; title: string }>(
    "select p.role, n.title from crm.notifications n join crm.principals p using (tenant_id, principal_id) order by p.role, n.title",
  );
  await f.db.adminQuery("delete from crm.notifications");
  return rows.map(({ role, title }) => `${role}: ${title}`);
}

test("an approval reminds who has it by now, asks others in time, and gives up, each as it was set", async () => {
  await using f = await workerFixture();
  const { manager, sales, admin } = f.tenant.principals;
  const config = {
    people: [manager.principalId],
    title: "Discount?",
    mail: false,
    remindHours: 24,
    escalateHours: 36,
    escalateTo: [admin.principalId],
    expireHours: 72,
  };
  await f.publish(chain([{ key: "ask", type: "approval@1", config }]));
  await f.createCompany("Acme");

  await work(f);
  expect(await told(f)).toEqual(["manager: Discount?"]);
  const [wait] = await f.db.adminQuery<{ wait_id: string }>("select wait_id from crm.workflow_waits");
  const waitId = wait?.wait_id ?? "";
  await withTenant(f.database, manager, (tx) =>
    delegateApproval(tx, createNoticeSender(f.queue), { waitId, toPrincipalId: sales.principalId, note: "" }),
  );
  expect(await told(f)).toEqual(["sales: Discount?"]);
  await passHours(f, 25);
  expect(await told(f)).toEqual(["sales: Reminder: Discount?"]);
  await passHours(f, 37);
  expect(await told(f)).toEqual(["admin: Reminder: Discount?"]);
  const asked = await f.asAdmin((tx) => getApproval(tx, waitId));
  expect(new Set(asked.people)).toEqual(new Set([sales.principalId, admin.principalId]));
  await passHours(f, 73);

  expect(await f.db.adminQuery("select status from crm.workflow_runs")).toEqual([{ status: "completed" }]);
  const [end] = await f.db.adminQuery<{ output: unknown }>(
    "select output from crm.workflow_run_steps where status = 'done' and step_key = 'ask'",
  );
  expect(end?.output).toEqual({ decision: "expired", decidedBy: null, reason: "" });
});
