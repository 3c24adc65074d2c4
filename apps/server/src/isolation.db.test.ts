import { randomUUID } from "node:crypto";
import { WorkflowGraph } from "@catalyst/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { isolationCases, type ForeignIds } from "./isolation.cases.ts";
import { listProcedures } from "./router-procedures.fixture.ts";
import { serverFixture, type Answer, type Browser, type ServerFixture } from "./server.fixture.ts";

/** Stands in everything that tenant A has; tenant B must never read it. */
const CANARY = "canary-of-tenant-a";
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const CUSTOM_TYPE = /c_canary_of_tenant_\w/g;
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** The parts of answers from which the next input is made. */
const Made = z.object({
  key: z.string().optional(),
  fieldId: z.string().optional(),
  conversionId: z.string().optional(),
  workflowId: z.string().optional(),
  importId: z.string().optional(),
  viewId: z.string().optional(),
  exportId: z.string().optional(),
  credentialId: z.string().optional(),
  record: z.object({ id: z.string(), version: z.number() }).optional(),
  live: z.object({ versionId: z.string() }).nullish(),
});
type Made = z.infer<typeof Made>;

const procedures = listProcedures();
const paths = procedures.map(({ path }) => path);

let fixture: ServerFixture;
let adminB: Browser;
let foreign: ForeignIds;
beforeAll(async () => {
  fixture = await serverFixture();
  adminB = await fixture.signedIn(fixture.tenantB.principals.admin);
  foreign = await furnish(await fixture.signedIn(fixture.tenantA.principals.admin));
});
afterAll(() => fixture[Symbol.asyncDispose]());

test("every procedure of the router has a case", () => {
  expect(Object.keys(isolationCases).toSorted()).toEqual(paths.toSorted());
});

test.each(procedures)(
  "$path answers tenant B the same for ids of tenant A and for ids of nobody",
  async ({ path, type }) => {
    const before = await stateOf(fixture.tenantA.tenantId);
    const call = (input: unknown): Promise<Answer> =>
      type === "mutation" ? adminB.mutate(path, input) : adminB.query(path, input);
    for (const input of isolationCases[path] ?? []) {
      const withForeign = await call(input(foreign));
      const withRandom = await call(input(randomIds()));

      expect(comparable(withForeign)).toEqual(comparable(withRandom));
      expect(JSON.stringify(withForeign)).not.toContain(CANARY);
      expect(idsIn(withForeign)).toEqual([]);
    }
    expect(await stateOf(fixture.tenantA.tenantId)).toBe(before);
  },
);

test("the canary can be seen where it may be: by tenant A", async () => {
  const adminA = await fixture.signedIn(fixture.tenantA.principals.admin);

  expect(JSON.stringify(await adminA.query("records.list", { entityType: foreign.customType }))).toContain(CANARY);
  expect(JSON.stringify(await adminA.query("workflows.list"))).toContain(CANARY);
});

/** What may differ between two equal answers is left out: ids that were just made, times, and the request. */
function comparable(answer: Answer): unknown {
  return JSON.parse(
    JSON.stringify(answer).replace(UUID, "<id>").replace(INSTANT, "<time>").replace(CUSTOM_TYPE, "<key>"),
  );
}

/** Ids of tenant A in an answer that tenant B had not sent itself. */
function idsIn(answer: Answer): readonly string[] {
  const sent = new Set<string>(Object.values(foreign));
  const secrets = [
    fixture.tenantA.tenantId,
    fixture.tenantA.teamId,
    ...Object.values(fixture.tenantA.principals).map((principal) => principal.principalId),
  ];
  const text = JSON.stringify(answer);
  return secrets.filter((id) => !sent.has(id) && text.includes(id));
}

function randomIds(): ForeignIds {
  const id = (): string => randomUUID();
  return {
    recordId: id(),
    otherRecordId: id(),
    fieldId: id(),
    conversionId: id(),
    workflowId: id(),
    versionId: id(),
    runId: id(),
    importId: id(),
    viewId: id(),
    exportId: id(),
    credentialId: id(),
    principalId: id(),
    teamId: id(),
    tenantId: id(),
    customType: foreign.customType.replace(/.$/, "9"),
  };
}

/** One of everything, for tenant A. */
async function furnish(adminA: Browser): Promise<ForeignIds> {
  const { tenantA } = fixture;
  const made = async (path: string, input: unknown): Promise<Made> => {
    const answer = await adminA.mutate(path, input);
    if (answer.error !== null) throw new Error(`${path}: ${JSON.stringify(answer.error)}`);
    return Made.parse(answer.data);
  };
  const { key: customType = "" } = await made("entityTypes.create", { label: CANARY, labelPlural: CANARY });
  const field = await made("fields.create", {
    entityType: "companies",
    field: { label: CANARY, type: "text", indexed: true },
  });
  const planned = await made("fields.planTypeChange", { fieldId: field.fieldId, type: "longText" });
  const company = await made("records.create", { entityType: "companies", fields: { name: CANARY } });
  const custom = await made("records.create", { entityType: customType, fields: { name: CANARY } });
  const graph = WorkflowGraph.parse({
    schema: 1,
    trigger: { type: "record_updated@1", config: { entityType: "companies" } },
    steps: [{ key: "s1", type: "delay@1", name: CANARY, config: { amount: 1, unit: "hours" } }],
    edges: [{ from: "trigger", to: "s1" }],
  });
  const workflow = await made("workflows.create", { name: CANARY, graph });
  const live = await made("workflows.publish", { workflowId: workflow.workflowId, draftVersion: 1 });
  await made("records.update", {
    entityType: "companies",
    id: company.record?.id,
    version: company.record?.version,
    fields: { city: CANARY },
  });
  const [run] = await fixture.db.adminQuery<{ run_id: string }>(
    "select run_id from crm.workflow_runs where tenant_id = $1",
    [tenantA.tenantId],
  );
  await fixture.db.adminQuery(
    "insert into crm.development_mails (tenant_id, idempotency_key, sender, recipient, subject, body) values ($1, 'k', $2, $2, $2, $2)",
    [tenantA.tenantId, CANARY],
  );
  const created = await made("imports.create", { entityType: "companies", fileName: `${CANARY}.csv`, sizeBytes: 100 });
  await made("imports.appendChunk", { importId: created.importId, ordinal: 0, text: `name\n${CANARY}\n` });
  const view = await made("views.create", { entityType: "companies", name: CANARY, shared: true });
  const exported = await made("exports.create", { entityType: "companies", columns: ["name"], search: CANARY });
  const credential = await made("credentials.create", {
    name: CANARY,
    host: "api.example.com",
    secret: { kind: "bearer", token: CANARY },
  });
  return {
    recordId: company.record?.id ?? "",
    otherRecordId: custom.record?.id ?? "",
    fieldId: field.fieldId ?? "",
    conversionId: planned.conversionId ?? "",
    workflowId: workflow.workflowId ?? "",
    versionId: live.live?.versionId ?? "",
    runId: run?.run_id ?? "",
    importId: created.importId ?? "",
    viewId: view.viewId ?? "",
    exportId: exported.exportId ?? "",
    credentialId: credential.credentialId ?? "",
    principalId: tenantA.principals.sales.principalId,
    teamId: tenantA.teamId,
    tenantId: tenantA.tenantId,
    customType,
  };
}

/** Everything that the database holds of a tenant, as one text to compare. */
async function stateOf(tenantId: string): Promise<string> {
  const tables = await fixture.db.adminQuery<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('crm', 'engine') and c.relkind = 'r' and not c.relispartition
       and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
     union all select 'crm.records' union all select 'crm.workflow_run_steps' order by 1`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await fixture.db.adminQuery<{ rows: string }>(
      `select coalesce(string_agg(t::text, '|' order by t::text), '') as rows from ${name} t where tenant_id = $1`,
      [tenantId],
    );
    texts.push(`${name}: ${rows[0]?.rows ?? ""}`);
  }
  const members = await fixture.db.adminQuery<{ rows: string }>(
    `select string_agg(m::text, '|' order by m::text) as rows from identity.member m where "organizationId" = $1`,
    [tenantId],
  );
  return [...texts, members[0]?.rows ?? ""].join("\n");
}
