import { randomUUID } from "node:crypto";
import { RunId, type WorkflowGraph } from "@catalyst/contracts";
import { testDatabase, testTenant } from "@catalyst/testkit";
import { type ClaimedRun, startRun } from "@catalyst/workflow-engine";
import { runStoreConformance } from "@catalyst/workflow-engine/testing";
import { expect, test } from "vitest";
import { openDatabase } from "./database.ts";
import { createWorkQueue, openBoss } from "./queue.ts";
import { deliverEvent } from "./run-arrivals.ts";
import { principalFinder } from "./run-principal.ts";
import { createRunScheduler, type RunScheduler } from "./run-scheduler.ts";
import { createRunStore } from "./run-store.ts";
import { withTenant } from "./with-tenant.ts";

/** A tenant whose runs are inserted as T0 does it, and a worker's two sides. */
async function fixture() {
  const db = await testDatabase();
  const open = (url: string) =>
    openDatabase({ url, contextKey: db.contextKey, poolSize: 4, onIdleError: () => undefined });
  const [app, worker] = [open(db.urls.app), open(db.urls.worker)];
  const { tenantId, principals } = await testTenant(db);
  const boss = await openBoss(worker, { onError: () => undefined });
  const queue = createWorkQueue(boss, worker, () => undefined);
  const store = createRunStore({ database: worker, queue, principals: principalFinder(worker, Date.now) });
  const scheduler = (workerId: string): RunScheduler => createRunScheduler({ database: worker, boss, workerId });
  const mine = randomUUID();
  await db.adminQuery("insert into engine.workers (worker_id, engine) values ($1, 1)", [mine]);
  const insertRun = async (graph: WorkflowGraph): Promise<RunId> => {
    const [runId, workflowId, versionId] = [RunId.parse(randomUUID()), randomUUID(), randomUUID()];
    await withTenant(app, principals.admin, async (tx) => {
      await tx.query(null, "insert into crm.workflows (tenant_id, workflow_id, name) values ($1, $2, 'W')", [
        tenantId,
        workflowId,
      ]);
      await tx.query(
        null,
        "insert into crm.workflow_versions (tenant_id, version_id, workflow_id, number, graph, content_hash) values ($1, $2, $3, 1, $4, 'x')",
        [tenantId, versionId, workflowId, JSON.stringify(graph)],
      );
      await tx.query(
        null,
        `insert into crm.workflow_runs (tenant_id, run_id, run_month, workflow_id, version_id, trigger_key, state, status, trigger, principal_id, root_id)
         values ($1, $2, date_trunc('month', now() at time zone 'UTC'), $3, $4, 'k', $5, 'runnable', '{}', $6, $2)`,
        [tenantId, runId, workflowId, versionId, JSON.stringify(startRun(graph)), principals.admin.principalId],
      );
      await tx.query(
        null,
        "insert into engine.run_queue (run_id, tenant_id, principal_id, run_month, status) values ($1, $2, $3, date_trunc('month', now() at time zone 'UTC'), 'runnable')",
        [runId, tenantId, principals.admin.principalId],
      );
      await queue.wakeRuns(tx, [runId]);
    });
    return runId;
  };
  return {
    db,
    app,
    tenantId,
    principals,
    store,
    queue,
    scheduler,
    mine,
    insertRun,
    async [Symbol.asyncDispose]() {
      await queue.close();
      await Promise.all([app.pool.end(), worker.pool.end()]);
      await db[Symbol.asyncDispose]();
    },
  };
}

type Fixture = Awaited<ReturnType<typeof fixture>>;

async function claimOne(scheduler: RunScheduler): Promise<ClaimedRun> {
  const [claim] = await scheduler.claim(1);
  if (claim === undefined) throw new Error("There is a run to claim");
  return claim;
}

async function send(f: Fixture, key: string, payload: string): Promise<void> {
  const event = { source: "test", externalId: randomUUID(), key, payload };
  await withTenant(f.app, f.principals.admin, (tx) => deliverEvent(tx, f.queue, event));
}

async function takeOver(f: Fixture, runId: RunId): Promise<ClaimedRun> {
  await f.db.adminQuery("update engine.run_queue set worker_id = $2 where run_id = $1", [runId, randomUUID()]);
  // A test's database has just started: the grace after a restart would make every take-over wait.
  await f.db.adminQuery(
    "update engine.run_queue set status = 'runnable', fence = fence + 1, worker_id = null where run_id = $1",
    [runId],
  );
  await withTenant(f.app, f.principals.admin, (tx) => f.queue.wakeRuns(tx, [runId]));
  return claimOne(f.scheduler(f.mine));
}

runStoreConformance(async () => {
  const f = await fixture();
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

const WAITING: WorkflowGraph = {
  schema: 1,
  trigger: { type: "record_created@1", config: { entityType: "companies", watchedFields: [] } },
  steps: [{ key: "s1", type: "delay@1", name: "Wait", config: { amount: 1, unit: "hours" }, onError: "fail" }],
  edges: [{ from: "trigger", port: "next", to: "s1" }],
};

test("two workers never claim the same run, and a claim leaves no job behind", async () => {
  await using f = await fixture();
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
  await using f = await fixture();
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
  await using f = await fixture();
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
  await using f = await fixture();
  await f.insertRun(WAITING);
  await f.db.adminQuery("update engine.run_queue set min_engine = 99");

  expect(await f.scheduler(f.mine).claim(5)).toEqual([]);
  expect(await f.db.adminQuery("select state from pgboss.job where name = 'run-wake' and start_after > now()")).toEqual(
    [{ state: "created" }],
  );
});

test("a run of somebody who left the tenant ends before anything is done, and says why", async () => {
  await using f = await fixture();
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
  await using f = await fixture();
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
  await using f = await fixture();
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

test("of runs that commit together, one that was taken over and one that fails keep none of the others", async () => {
  await using f = await fixture();
  const runIds = await Promise.all(Array.from({ length: 12 }, () => f.insertRun(WAITING)));
  const claims = await f.scheduler(f.mine).claim(12);
  const [lost, failing] = claims;
  await takeOver(f, lost?.runId ?? RunId.parse(runIds[0]));
  const tried = new Map<RunId, number>();

  const results = await Promise.allSettled(
    claims.map((claim) =>
      f.store.commit({
        claim,
        run: null,
        together: true,
        work: async ({ run }) => {
          tried.set(claim.runId, (tried.get(claim.runId) ?? 0) + 1);
          if (claim === failing) throw new Error("a step of this run");
          const next = { kind: "ended", status: "completed", detail: null } as const;
          return { state: run.state, rows: [], waits: [], resolvedWaits: [], next };
        },
      }),
    ),
  );

  expect(results.map((result) => (result.status === "fulfilled" ? result.value.kind : "failed"))).toEqual(
    claims.map((claim) => (claim === lost ? "fenced" : claim === failing ? "failed" : "committed")),
  );
  const left = await f.db.adminQuery<{ run_id: string }>("select run_id from engine.run_queue order by 1");
  expect(left.map((row) => row.run_id)).toEqual([lost?.runId, failing?.runId].toSorted());
  expect(tried.get(lost?.runId ?? RunId.parse(runIds[0]))).toBeUndefined();
  expect(tried.get(failing?.runId ?? RunId.parse(runIds[0]))).toBe(2);
});
