import { randomUUID } from "node:crypto";
import type { WorkflowGraph } from "@catalyst/contracts";
import type { ClaimedRun } from "@catalyst/workflow-engine";
import { runStoreConformance } from "@catalyst/workflow-engine/testing";
import { expect, test } from "vitest";
import { isUnavailable } from "./errors.ts";
import { deliverEvent } from "./run-arrivals.ts";
import { claimOne, type RunStoreFixture, runStoreFixture, takeOver, WAITING } from "./run-store.fixture.ts";
import { withTenant } from "./with-tenant.ts";

async function send(f: RunStoreFixture, key: string, payload: string): Promise<void> {
  const event = { source: "test", externalId: randomUUID(), key, payload };
  await withTenant(f.app, f.principals.admin, (tx) => deliverEvent(tx, f.queue, event));
}

runStoreConformance(async () => {
  const f = await runStoreFixture();
  return {
    store: f.store,
    start: async (graph) => {
      await f.insertRun(graph);
      return claimOne(f.scheduler(f.mine));
    },
    takeOver: (runId) => takeOver(f, runId),
    requestCancel: async (runId) =>
      void (await withTenant(f.app, f.principals.admin, (tx) =>
        tx.query(null, "select engine.request_cancel($1)", [runId]),
      )),
    effect: async (tx, name) => {
      const text =
        "insert into crm.development_mails (tenant_id, idempotency_key, sender, recipient, subject, body) values ($1, $2, '', '', $3, '')";
      await tx.query(null, text, [f.tenantId, randomUUID(), name]);
    },
    send: (key, payload) => send(f, key, payload),
    effects: async () =>
      (await f.db.adminQuery<{ subject: string }>("select subject from crm.development_mails")).map(
        (row) => row.subject,
      ),
    steps: (runId) =>
      f.db.adminQuery("select seq, status from crm.workflow_run_steps where run_id = $1 order by seq", [runId]),
    [Symbol.asyncDispose]: () => f[Symbol.asyncDispose](),
  };
});

test("two workers never claim the same run, and a claim leaves no job behind", async () => {
  await using f = await runStoreFixture();
  const runIds = await Promise.all(Array.from({ length: 8 }, () => f.insertRun(WAITING)));

  const claims = await Promise.all([f.scheduler(f.mine).claim(8), f.scheduler(randomUUID()).claim(8)]);
  expect(
    claims
      .flat()
      .map((claim) => claim.runId)
      .toSorted(),
  ).toEqual(runIds.toSorted());
  expect(await f.db.adminQuery("select from pgboss.job where name = 'run-wake'")).toEqual([]);
});

test("a wake-up for a running run is remembered: the run does not fall asleep over it", async () => {
  await using f = await runStoreFixture();
  const runId = await f.insertRun(WAITING);
  const claim = await claimOne(f.scheduler(f.mine));
  await withTenant(f.app, f.principals.admin, (tx) => f.queue.wakeRuns(tx, [runId]));
  expect(await f.scheduler(randomUUID()).claim(5)).toEqual([]);

  await f.store.commit({
    claim,
    run: null,
    work: async ({ run }) => ({
      state: run.state,
      rows: [],
      waits: [],
      resolvedWaits: [],
      next: { kind: "waiting", wakeAt: "2036-01-01T00:00:00Z", detail: "" },
    }),
  });
  expect((await claimOne(f.scheduler(randomUUID()))).runId).toBe(runId);
});

test("a run that waits wakes when its time has come, and not before", async () => {
  await using f = await runStoreFixture();
  const runId = await f.insertRun(WAITING);
  const claim = await claimOne(f.scheduler(f.mine));
  await f.store.commit({
    claim,
    run: null,
    work: async ({ run }) => ({
      state: run.state,
      rows: [],
      waits: [],
      resolvedWaits: [],
      next: { kind: "waiting", wakeAt: "2036-01-01T00:00:00Z", detail: "" },
    }),
  });

  expect(await f.scheduler(f.mine).wakeDue()).toBe(0);
  await f.db.adminQuery("update engine.run_queue set wake_at = now() - interval '1 second'");
  expect(await f.scheduler(f.mine).peek()).toMatchObject({ due: true, wakeUps: false });
  expect(await f.scheduler(f.mine).wakeDue()).toBe(1);
  expect((await claimOne(f.scheduler(f.mine))).runId).toBe(runId);
});

test("a run that needs a newer engine stays for a worker that has it", async () => {
  await using f = await runStoreFixture();
  await f.insertRun(WAITING);
  await f.db.adminQuery("update engine.run_queue set min_engine = 99");

  expect(await f.scheduler(f.mine).claim(5)).toEqual([]);
  expect(await f.db.adminQuery("select state from pgboss.job where name = 'run-wake' and start_after > now()")).toEqual(
    [{ state: "created" }],
  );
});

test("a run of somebody who left the tenant ends before anything is done, and says why", async () => {
  await using f = await runStoreFixture();
  await f.insertRun(WAITING);
  await f.db.adminQuery(`delete from identity."member" where "userId" = $1`, [f.principals.admin.principalId]);
  const claim = await claimOne(f.scheduler(f.mine));

  const work = (): Promise<never> => Promise.reject(new Error("must not run"));
  expect(await f.store.commit({ claim, run: null, work })).toEqual({ kind: "fenced" });
  expect(await f.db.adminQuery("select status, detail from crm.workflow_runs")).toEqual([
    { status: "failed", detail: "Whoever started this run is no active member any more." },
  ]);
});

test("queued runs are admitted up to the tenant's limit, oldest first, and another tenant's at once", async () => {
  await using f = await runStoreFixture();
  const other = randomUUID();
  const insert = `insert into engine.run_queue (run_id, tenant_id, run_month, status, created_at)
    select gen_random_uuid(), $1, now(), case when n > 990 then 'queued' else 'runnable' end, now() + n * interval '1 second' from generate_series(1, $2::int) n`;
  await f.db.adminQuery("alter table engine.run_queue drop constraint run_queue_tenant_id_run_id_fkey");
  await f.db.adminQuery(insert, [f.tenantId, 1_050]);
  await f.db.adminQuery(
    `insert into engine.run_queue (run_id, tenant_id, run_month, status) values (gen_random_uuid(), $1, now(), 'queued')`,
    [other],
  );

  expect(await f.scheduler(f.mine).peek()).toMatchObject({ queued: true });
  expect(await f.scheduler(f.mine).admit()).toBe(11);
  expect(await f.scheduler(f.mine).admit()).toBe(0);
  const left = await f.db.adminQuery(
    "select count(*)::int as runs, min(created_at) > now() + interval '1000 seconds' as youngest from engine.run_queue where status = 'queued'",
  );
  expect(left).toEqual([{ runs: 50, youngest: true }]);
});

const GRAPH_WITH_DELAY: WorkflowGraph = {
  schema: 1,
  trigger: { type: "record_created@1", config: { entityType: "companies", watchedFields: [] } },
  steps: [{ key: "s1", type: "delay@1", name: "Wait", config: { amount: 1, unit: "hours" }, onError: "fail" }],
  edges: [{ from: "trigger", port: "next", to: "s1" }],
};

test("of 300 events that come while their waits begin, none is lost", { timeout: 60_000 }, async () => {
  await using f = await runStoreFixture();
  const pairs = 300;
  for (let place = 0; place < pairs; place += 4)
    await Promise.all([1, 2, 3, 4].map(() => f.insertRun(GRAPH_WITH_DELAY)));
  const claims: ClaimedRun[] = [];
  while (claims.length < pairs) claims.push(...(await f.scheduler(f.mine).claim(100)));
  const wait = (claim: ClaimedRun) =>
    f.store.commit({
      claim,
      run: null,
      work: async ({ run }) => {
        const [token] = run.state.tokens;
        if (token === undefined) throw new Error("The run has a token");
        const [waitId, key] = [randomUUID(), `event:${claim.runId}`];
        const position = { kind: "waiting", waitId, reason: "event", dueAt: null, key } as const;
        const begun = {
          waitId,
          tokenId: token.tokenId,
          stepKey: token.stepKey,
          kind: "event",
          dueAt: null,
          key,
        } as const;
        return {
          state: { ...run.state, tokens: [{ ...token, position }] },
          rows: [],
          waits: [{ ...begun, acceptFrom: "2026-01-01T00:00:00Z", details: null }],
          resolvedWaits: [],
          next: { kind: "waiting", wakeAt: null, detail: "waits" },
        };
      },
    });
  for (let start = 0; start < pairs; start += 4)
    await Promise.all(
      claims.slice(start, start + 4).flatMap((claim) => [wait(claim), send(f, `event:${claim.runId}`, "x")]),
    );

  const asleep = await f.db.adminQuery(
    `select q.run_id from engine.run_queue q where q.status = 'waiting' and not exists (
      select from pgboss.job j where j.name = 'run-wake' and j.state < 'active' and (j.data ->> 'runId')::uuid = q.run_id)`,
  );
  expect(asleep).toEqual([]);
});

test("a worker that stands still inside a transaction keeps its run locked for seconds, not for as long as it likes", async () => {
  await using f = await runStoreFixture();
  const runId = await f.insertRun(WAITING);
  const claim = await claimOne(f.scheduler(f.mine));
  const locked = (): Promise<readonly unknown[]> =>
    f.db.adminQuery("select from engine.run_queue where run_id = $1 for update nowait", [runId]);

  const committed = f.store.commit({
    claim,
    run: null,
    together: false,
    work: async ({ run }) => {
      await expect(locked()).rejects.toThrow(/could not obtain lock/);
      await expect.poll(() => locked().then(() => "free"), { timeout: 20_000, interval: 100 }).toBe("free");
      const next = { kind: "running" } as const;
      return { state: run.state, rows: [], waits: [], resolvedWaits: [], next };
    },
  });

  await expect(committed).rejects.toSatisfy(isUnavailable);
});
