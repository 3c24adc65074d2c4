import { once } from "node:events";
import { createServer } from "node:http";
import { RunId } from "@catalyst/contracts";
import { openDatabase, upkeepPrincipal, withTenant } from "@catalyst/db";
import { deleteOldRuns, getRun, getStepOutput, retryRun, SWEEP_BEGINS } from "@catalyst/records";
import { expect, test } from "vitest";
import { z } from "zod";
import { chain, createTask, QUIET, workerFixture, type WorkerFixture } from "./worker.fixture.ts";
import { startWorker } from "./worker.ts";

const ITEMS = Array.from({ length: 4_500 }, (_, place) => ({ name: `item ${place}`, text: "x".repeat(190) }));
const ANSWER = JSON.stringify({ items: ITEMS });
const Answer = z.object({ json: z.object({ items: z.array(z.object({ name: z.string() })) }) });

/** A server that answers with almost 1 MB. */
async function largeServer(): Promise<{ readonly host: string; readonly close: () => void }> {
  const server = createServer((_request, response) => response.end(ANSWER));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { host: `127.0.0.1:${port}`, close: () => server.close() };
}

async function work(f: WorkerFixture, host: string): Promise<void> {
  const worker = await startWorker({ ...f.config, allowedPrivateHosts: new Set([host]) }, QUIET);
  await f.until(async () => (await f.db.adminQuery("select from engine.run_queue")).length === 0);
  await worker.stop();
}

const titles = (f: WorkerFixture) => f.db.adminQuery("select title from crm.tasks");

test("an answer of 1 MB is kept beside the history, read by later steps, shown on demand, and goes with its run", async () => {
  await using f = await workerFixture();
  const { host, close } = await largeServer();
  const call = { key: "call", type: "http_request@1", config: { method: "GET", url: `http://${host}/` } };
  const read = createTask("task", "{{ steps.call.json.items[4321].name }} of {{ steps.call.status }}");
  await f.publish(chain([call, read]));
  await f.createCompany("Acme");

  await work(f, host);
  close();

  expect(await titles(f)).toEqual([{ title: "item 4321 of 200" }]);
  const [sizes] = await f.db.adminQuery<{ run_id: string; state: number; history: number }>(
    `select r.run_id, octet_length(r.state::text) as state, (select sum(octet_length(s.output::text))::int from crm.workflow_run_steps s) as history
     from crm.workflow_runs r`,
  );
  expect(sizes?.state).toBeLessThan(5_000);
  expect(sizes?.history).toBeLessThan(5_000);
  const runId = RunId.parse(sizes?.run_id);
  const run = await f.asAdmin((tx) => getRun(tx, runId));
  const step = run.steps.find(({ stepKey }) => stepKey === "call");
  expect(step?.output).toMatchObject({ status: 200, truncated: true });
  expect(step?.largeOutput?.bytes).toBeGreaterThan(1_000_000);
  const whole = await f.asAdmin((tx) => getStepOutput(tx, { runId, seq: step?.largeOutput?.seq ?? 0 }));
  expect(Answer.parse(whole.output).json.items).toHaveLength(ITEMS.length);
  await sweepAfter(f, 100);
  expect(await f.db.adminQuery("select from crm.workflow_payloads")).toEqual([]);
});

test("a run that is tried again reads what the old one was given, which stays until it has", async () => {
  await using f = await workerFixture();
  const { host, close } = await largeServer();
  const call = { key: "call", type: "http_request@1", config: { method: "GET", url: `http://${host}/` } };
  const gone = { kind: "template", text: "{{ record.name }}" };
  const fail = {
    key: "fail",
    type: "delete_record@1",
    config: { entityType: "companies", target: { kind: "record", id: gone } },
  };
  await f.publish(chain([call, fail, createTask("task", "{{ steps.call.json.items[7].name }}")]));
  await f.createCompany("Acme");
  await work(f, host);
  const [failed] = await f.db.adminQuery<{ run_id: string }>(
    "select run_id from crm.workflow_runs where status = 'failed'",
  );

  await f.asAdmin((tx) =>
    retryRun(tx, f.starter.inserter, { runId: RunId.parse(failed?.run_id), fromStep: "task", version: "same" }),
  );
  await sweepAfter(f, 100);
  await work(f, host);
  close();

  expect(await titles(f)).toEqual([{ title: "item 7" }]);
});

/** Lets all ended runs grow old, and deletes what is too old then. */
async function sweepAfter(f: WorkerFixture, days: number): Promise<void> {
  await f.db.adminQuery(
    `update crm.workflow_runs set started_at = started_at - make_interval(days => $1), ended_at = ended_at - make_interval(days => $1) where ended_at is not null`,
    [days],
  );
  const { urls, contextKey } = f.db;
  const database = openDatabase({ url: urls.worker, contextKey, poolSize: 2, onIdleError: () => undefined });
  let sweep = SWEEP_BEGINS;
  while (!sweep.done) {
    const from = sweep;
    sweep = await withTenant(database, upkeepPrincipal(f.tenant.tenantId), (tx) => deleteOldRuns(tx, from));
  }
  await database.pool.end();
}
