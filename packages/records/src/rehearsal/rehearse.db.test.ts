import { RehearseInput, type StepDefinition, WorkflowGraph } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { newId } from "../new-id.ts";
import { company, fixture, type Fixture } from "../record-service.fixture.ts";
import { createWorkflowService } from "../workflow/workflow-service.ts";
import { rehearse } from "./rehearse.ts";

const NOW_MS = Date.UTC(2026, 10, 22, 9);
const template = (text: string) => ({ kind: "template", text });

/** A chain of steps behind a change of a company; edges may name an exit. */
function chain(steps: readonly Omit<StepDefinition, "onError">[], ports: Readonly<Record<string, string>> = {}) {
  const keys = ["trigger", ...steps.map((step) => step.key)];
  return WorkflowGraph.parse({
    schema: 1,
    trigger: { type: "record_updated@1", config: { entityType: "companies", watchedFields: ["city"] } },
    steps,
    edges: steps.map((step, place) => {
      const from = keys[place] ?? "trigger";
      return { from, port: ports[from] ?? "next", to: step.key };
    }),
  });
}

const task = (key: string, title: string) => ({
  key,
  type: "create_record@1",
  name: key,
  config: { entityType: "tasks", fields: { title: template(title) } },
});
const rename = {
  key: "rename",
  type: "update_record@1",
  name: "rename",
  config: { entityType: "companies", target: { kind: "trigger" }, fields: { industry: template("Rehearsed") } },
};

async function workflowWith(f: Fixture, graph: WorkflowGraph) {
  const workflows = createWorkflowService({ metadata: f.records.metadata, newId });
  const { record } = await f.as((tx) => f.records.create(tx, company("Acme"), { kind: "screen" }));
  const { workflowId } = await f.as((tx) => workflows.create(tx, { name: "Tried", graph }));
  const parts = { database: f.database, records: f.records, workflows, newId, now: () => NOW_MS };
  const key = { entityType: "companies", id: record.id };
  return {
    workflowId,
    record,
    run: (input: object = {}) =>
      rehearse(parts, f.tenant.principals.admin, RehearseInput.parse({ workflowId, record: key, ...input })),
  };
}

/** Every row of every table of tenants and of the queue, as one hash each. */
async function checksum(f: Fixture): Promise<readonly unknown[]> {
  const tables = await f.db.adminQuery<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('crm', 'engine', 'identity', 'pgboss') and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  );
  return Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await f.db.adminQuery(
        `select '${name}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from ${name} t`,
      );
      return row;
    }),
  );
}

test("a rehearsal shows every step, change and message, and leaves the database as it was", async () => {
  await using f = await fixture();
  const mail = {
    key: "mail",
    type: "send_email@1",
    name: "mail",
    config: { to: "ada@example.com", subject: "About {{ record.name }}", body: "Hello" },
  };
  const call = {
    key: "call",
    type: "http_request@2",
    name: "call",
    config: {
      method: "POST",
      url: "https://api.example.com/x",
      headers: [],
      body: "",
      idempotent: true,
      credentialId: null,
    },
  };
  const wait = { key: "wait", type: "delay@1", name: "wait", config: { amount: 3, unit: "days" } };
  const { run, record } = await workflowWith(
    f,
    chain([task("todo", "Call {{ record.name }}"), mail, call, wait, rename]),
  );
  const before = await checksum(f);

  const rehearsal = await run({ previous: { city: "Berlin" } });

  expect(await checksum(f)).toEqual(before);
  expect(rehearsal).toMatchObject({ status: "completed", wouldStart: true, otherRuns: 0 });
  expect(rehearsal.steps.map((step) => [step.stepKey, step.status])).toEqual([
    ["todo", "done"],
    ["mail", "done"],
    ["call", "done"],
    ["wait", "done"],
    ["rename", "done"],
  ]);
  expect(rehearsal.captured).toMatchObject([
    { kind: "mail", stepKey: "mail", to: "ada@example.com", subject: "About Acme" },
    { kind: "http", stepKey: "call", method: "POST", url: "https://api.example.com/x", signedIn: false },
  ]);
  expect(rehearsal.changes).toMatchObject([
    { entityType: "tasks", action: "created", after: { title: "Call Acme" } },
    {
      entityType: "companies",
      recordId: record.id,
      name: "Acme",
      action: "updated",
      before: { industry: null },
      after: { industry: "Rehearsed" },
    },
  ]);
  expect(rehearsal.waits).toEqual([{ stepKey: "wait", kind: "delay", until: "2026-11-25T09:00:00.000Z" }]);
});

test("a rehearsal shows no secret of a call's address or headers", async () => {
  await using f = await fixture();
  const call = {
    key: "call",
    type: "http_request@1",
    name: "call",
    config: {
      method: "GET",
      url: "https://api.example.com/x?api_key=very-s3cret&q=1",
      headers: [{ name: "Authorization", value: "Bearer very-s3cret" }],
      body: "",
      idempotent: false,
    },
  };
  const { run } = await workflowWith(f, chain([call]));

  const rehearsal = await run();

  expect(JSON.stringify(rehearsal)).not.toContain("s3cret");
  expect(rehearsal.captured).toMatchObject([
    {
      kind: "http",
      url: "https://api.example.com/x?api_key=•••&q=1",
      headers: expect.arrayContaining(["authorization"]),
    },
  ]);
});

test("whoever is asked decides as the rehearsal says, and is told nothing", async () => {
  await using f = await fixture();
  const approval = {
    key: "ask",
    type: "approval@1",
    name: "ask",
    config: {
      people: [f.tenant.principals.manager.principalId],
      title: "May we?",
      body: "",
      mail: true,
      escalateTo: [],
      expireHours: 24,
    },
  };
  const { run } = await workflowWith(f, chain([approval, task("done", "Approved")], { ask: "approved" }));

  const yes = await run();
  const no = await run({ approvals: "rejected" });

  expect(yes.changes.map((change) => change.name)).toEqual(["Approved"]);
  expect(yes.captured).toMatchObject([{ kind: "notification", title: "May we?" }]);
  expect(no.changes).toEqual([]);
  expect(await f.db.adminQuery("select 1 from crm.notifications")).toEqual([]);
});

test("a change that the trigger does not watch is said not to start a run", async () => {
  await using f = await fixture();
  const { run } = await workflowWith(f, chain([rename]));

  expect((await run({ previous: { industry: "Steel" } })).wouldStart).toBe(false);
});

test("a step that fails shows its error, and what came before it", async () => {
  await using f = await fixture();
  const broken = task("broken", "{{ record.city }}");
  const { run } = await workflowWith(f, chain([task("fine", "Fine"), broken]));

  const rehearsal = await run();

  expect(rehearsal.status).toBe("failed");
  expect(rehearsal.steps.at(-1)).toMatchObject({ stepKey: "broken", status: "failed" });
  expect(rehearsal.changes.map((change) => change.name)).toEqual(["Fine"]);
});

test("a drawing with errors, and one without the record that it needs, are refused", async () => {
  await using f = await fixture();
  const { run } = await workflowWith(f, chain([rename]));
  const graph = chain([{ ...rename, config: { ...rename.config, entityType: "nowhere" } }]);

  await expect(run({ graph })).rejects.toMatchObject({ code: "workflow_invalid" });
  await expect(run({ record: undefined })).rejects.toMatchObject({ code: "bad_request" });
});
