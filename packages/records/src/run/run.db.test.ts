import { DomainError, ListRunsInput, RunId, WorkflowGraph, type Principal } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { newId } from "../new-id.ts";
import { company, fieldInput, fixture, type Fixture } from "../record-service.fixture.ts";
import { createWorkflowService } from "../workflow/workflow-service.ts";
import { cancelRun } from "./cancel-run.ts";
import { getRun } from "./get-run.ts";
import { listRuns } from "./list-runs.ts";

const GRAPH = WorkflowGraph.parse({
  schema: 1,
  trigger: { type: "record_created@1", config: { entityType: "companies" } },
  steps: [{ key: "s1", type: "delay@1", name: "Wait", config: { amount: 1, unit: "hours" } }],
  edges: [{ from: "trigger", to: "s1" }],
});

type Run = { readonly runId: RunId; readonly workflowId: string; readonly recordId: string };
type RunOptions = { readonly status?: string; readonly owner?: Principal; readonly startedAt?: string };

/** A run as the worker would have left it, with one company of its own. */
async function seedRun(f: Fixture, options: RunOptions = {}): Promise<Run> {
  const { tenantId, principals } = f.tenant;
  const status = options.status ?? "waiting";
  const workflows = createWorkflowService({ metadata: f.records.metadata, newId });
  const { record } = await f.as(
    (tx) => f.records.create(tx, company(`Company ${newId()}`), { kind: "screen" }),
    options.owner ?? principals.admin,
  );
  const created = await f.as((tx) => workflows.create(tx, { name: "Slow", graph: GRAPH }));
  const { live } = await f.as((tx) =>
    workflows.publish(tx, { workflowId: created.workflowId, draftVersion: 1, note: "" }),
  );
  const runId = RunId.parse(newId());
  const trigger = {
    event: "created",
    entityType: "companies",
    recordId: record.id,
    recordVersion: 1,
    record: record.fields,
    previous: null,
    changedFields: [],
  };
  await f.db.adminQuery(
    `insert into crm.workflow_runs (tenant_id, run_id, run_month, workflow_id, version_id, trigger_key, state, status, trigger, principal_id, root_id,
       entity_type, record_id, started_at, ended_at)
     values ($1, $2::uuid, date_trunc('month', now() at time zone 'UTC')::date, $3, $4, $2::text, '{}', $5, $6::jsonb, $7, $2::uuid, 'companies', $8,
       coalesce($9::timestamptz, now()), case when $5 in ('completed', 'failed') then now() end)`,
    [
      tenantId,
      runId,
      created.workflowId,
      live?.versionId,
      status,
      JSON.stringify(trigger),
      principals.admin.principalId,
      record.id,
      options.startedAt ?? null,
    ],
  );
  if (status === "waiting")
    await f.db.adminQuery(
      "insert into engine.run_queue (run_id, tenant_id, run_month, status) values ($1, $2, date_trunc('month', now() at time zone 'UTC')::date, 'waiting')",
      [runId, tenantId],
    );
  return { runId, workflowId: created.workflowId, recordId: record.id };
}

async function addStep(
  f: Fixture,
  runId: RunId,
  step: { seq: number; status: string; at: string; output?: object },
): Promise<void> {
  await f.db.adminQuery(
    `insert into crm.workflow_run_steps (tenant_id, run_month, run_id, seq, step_key, attempt, status, idempotency_key, output, at)
     values ($1, date_trunc('month', now() at time zone 'UTC')::date, $2::uuid, $3, 's1', 1, $4, $2::text || ':s1:', $5, $6)`,
    [f.tenant.tenantId, runId, step.seq, step.status, step.output ?? null, step.at],
  );
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "none",
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

test("runs come newest first, page by page, each one once", async () => {
  await using f = await fixture();
  const runs = [];
  for (let n = 0; n < 5; n++)
    runs.push(
      await seedRun(f, { status: "completed", startedAt: `2026-01-0${Math.floor(n / 2) + 1}T00:00:00.123456Z` }),
    );

  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await f.as((tx) => listRuns(tx, ListRunsInput.parse({ limit: 2, cursor })));
    seen.push(...page.runs.map((run) => run.runId));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);

  expect(seen).toHaveLength(5);
  expect([...seen].sort()).toEqual(runs.map((run) => String(run.runId)).sort());
});

test("runs are filtered by workflow, status and record", async () => {
  await using f = await fixture();
  const [failed, waiting] = [await seedRun(f, { status: "failed" }), await seedRun(f)];
  const ids = async (input: object): Promise<string[]> =>
    (await f.as((tx) => listRuns(tx, ListRunsInput.parse(input)))).runs.map((run) => run.runId);

  expect(await ids({ status: "failed" })).toEqual([failed.runId]);
  expect(await ids({ workflowId: waiting.workflowId })).toEqual([waiting.runId]);
  expect(await ids({ record: { entityType: "companies", id: failed.recordId } })).toEqual([failed.runId]);
  expect(await ids({ record: { entityType: "contacts", id: failed.recordId } })).toEqual([]);
});

test("a cursor that was made up is refused", async () => {
  await using f = await fixture();

  expect(
    await codeOf(
      f.as((tx) =>
        listRuns(tx, ListRunsInput.parse({ cursor: Buffer.from("2026-99-99T00:00:00Z~x").toString("base64url") })),
      ),
    ),
  ).toBe("bad_request");
});

test("a started call and its outcome are one record with both times", async () => {
  await using f = await fixture();
  const { runId } = await seedRun(f, { status: "completed" });
  await addStep(f, runId, { seq: 1, status: "started", at: "2026-01-01T10:00:00Z" });
  await addStep(f, runId, { seq: 2, status: "done", at: "2026-01-01T10:00:03Z", output: { ok: true } });

  const run = await f.as((tx) => getRun(tx, runId));

  expect(run.steps).toMatchObject([
    {
      seq: 1,
      status: "done",
      startedAt: "2026-01-01T10:00:00Z",
      endedAt: "2026-01-01T10:00:03Z",
      output: { ok: true },
    },
  ]);
  expect(run.waits).toEqual([]);
});

test("an open run says what it waits for", async () => {
  await using f = await fixture();
  const { runId } = await seedRun(f);
  await f.db.adminQuery(
    "insert into crm.workflow_waits (tenant_id, wait_id, run_id, token_id, step_key, kind, since, due_at) values ($1, $2, $3, 't1', 's1', 'delay', '2026-01-01', '2026-01-02')",
    [f.tenant.tenantId, newId(), runId],
  );

  const run = await f.as((tx) => getRun(tx, runId));

  expect(run.waits).toEqual([
    { stepKey: "s1", kind: "delay", since: "2026-01-01T00:00:00Z", until: "2026-01-02T00:00:00Z" },
  ]);
  expect(run).toMatchObject({
    versionNumber: 1,
    workflowName: "Slow",
    graph: GRAPH,
    cancelRequested: false,
    trigger: { event: "created" },
  });
});

test("cancelling an open run is remembered; one that has ended says no", async () => {
  await using f = await fixture();
  const [open, ended] = [await seedRun(f), await seedRun(f, { status: "completed" })];

  expect(await f.as((tx) => cancelRun(tx, open.runId))).toEqual({ requested: true });
  expect(await f.as((tx) => cancelRun(tx, ended.runId))).toEqual({ requested: false });
  expect((await f.as((tx) => getRun(tx, open.runId))).cancelRequested).toBe(true);
});

test("who may not see a record may not see the runs that it started", async () => {
  await using f = await fixture();
  const { sales, read_only: readOnly } = f.tenant.principals;
  const [hidden, own] = [await seedRun(f), await seedRun(f, { owner: sales })];

  const list = await f.as((tx) => listRuns(tx, ListRunsInput.parse({})), sales);

  expect(list.runs.map((run) => run.runId)).toEqual([own.runId]);
  expect(await codeOf(f.as((tx) => getRun(tx, hidden.runId), sales))).toBe("not_found");
  expect(await codeOf(f.as((tx) => cancelRun(tx, hidden.runId), sales))).toBe("not_found");
  expect(await codeOf(f.as((tx) => getRun(tx, hidden.runId), readOnly))).toBe("none");
});

test("a run shows no values of fields that are closed to who looks", async () => {
  await using f = await fixture();
  const { manager, read_only: readOnly } = f.tenant.principals;
  await f.as((tx) =>
    f.records.createField(tx, {
      entityType: "companies",
      field: fieldInput({ label: "Margin", type: "number", readRoles: ["manager"] }),
    }),
  );
  const { runId } = await seedRun(f, { status: "completed" });
  await addStep(f, runId, {
    seq: 1,
    status: "done",
    at: "2026-01-01T10:00:00Z",
    output: { fields: { margin: 7, b: 1 } },
  });
  const outputAs = async (principal: typeof manager) =>
    (await f.as((tx) => getRun(tx, runId), principal)).steps[0]?.output;

  expect(await outputAs(manager)).toEqual({ fields: { margin: 7, b: 1 } });
  expect(await outputAs(readOnly)).toEqual({ fields: { b: 1 } });
});
