import { randomBytes } from "node:crypto";
import { CreateCredentialInput, WorkflowGraph } from "@catalyst/contracts";
import { openDatabase, withTenant, type TenantTransaction } from "@catalyst/db";
import { expect, test } from "vitest";
import { newId } from "../new-id.ts";
import { fixture, type Fixture } from "../record-service.fixture.ts";
import { createWorkflowService } from "../workflow/workflow-service.ts";
import { loadCredentialHeader } from "./credential-header.ts";
import { createCredentialService } from "./credential-service.ts";

const KEYS = [randomBytes(32)];
const credentials = createCredentialService({ keys: KEYS, newId });
const CRM = CreateCredentialInput.parse({
  name: "Billing",
  host: "Billing.example.com",
  secret: { kind: "basic", user: "catalyst", password: "t0ps3cret" },
});

/** In the tenant, with the worker's role. */
async function asWorker<T>(f: Fixture, work: (tx: TenantTransaction) => Promise<T>): Promise<T> {
  const { urls, contextKey } = f.db;
  const database = openDatabase({ url: urls.worker, contextKey, poolSize: 1, onIdleError: () => undefined });
  try {
    return await withTenant(database, f.tenant.principals.admin, work);
  } finally {
    await database.pool.end();
  }
}

test("a credential is listed without its secret, and the worker alone opens it", async () => {
  await using f = await fixture();

  const created = await f.as((tx) => credentials.create(tx, CRM));
  const listed = await f.as((tx) => credentials.list(tx));
  const header = await asWorker(f, (tx) => loadCredentialHeader(tx, KEYS, created.credentialId));

  expect(JSON.stringify([created, listed])).not.toContain("t0ps3cret");
  expect(header).toEqual({
    host: "billing.example.com",
    name: "authorization",
    value: `Basic ${Buffer.from("catalyst:t0ps3cret").toString("base64")}`,
    secrets: [Buffer.from("catalyst:t0ps3cret").toString("base64"), "t0ps3cret"],
  });
});

test("the server's role can't read what it has sealed, and the database never holds it in the clear", async () => {
  await using f = await fixture();
  const { credentialId } = await f.as((tx) => credentials.create(tx, CRM));

  const reading = f.as((tx) => tx.query(null, "select sealed from crm.credentials", []));

  await expect(reading).rejects.toMatchObject({ code: "forbidden" });
  const rows = await f.db.adminQuery("select c::text as row from crm.credentials c where credential_id = $1", [
    credentialId,
  ]);
  const audit = await f.db.adminQuery("select a::text as row from crm.audit_log a where entity_type = 'credentials'");
  expect(audit).toHaveLength(1);
  expect(JSON.stringify([rows, audit])).not.toContain(Buffer.from("t0ps3cret").toString("hex"));
  expect(JSON.stringify([rows, audit])).not.toContain("t0ps3cret");
});

test("a new host needs the secret again, and a stale change is refused", async () => {
  await using f = await fixture();
  const { credentialId } = await f.as((tx) => credentials.create(tx, CRM));
  const change = { credentialId, version: 1, name: "Billing 2", host: CRM.host };

  await expect(f.as((tx) => credentials.update(tx, { ...change, host: "evil.example.com" }))).rejects.toMatchObject({
    code: "field_invalid",
  });
  const updated = await f.as((tx) => credentials.update(tx, change));
  await expect(f.as((tx) => credentials.update(tx, change))).rejects.toMatchObject({ code: "version_conflict" });
  const moved = await f.as((tx) =>
    credentials.update(tx, {
      ...change,
      version: 2,
      host: "new.example.com",
      secret: { kind: "bearer", token: "fresh" },
    }),
  );

  expect(updated).toMatchObject({ name: "Billing 2", version: 2 });
  expect(moved).toMatchObject({ host: "new.example.com", kind: "bearer", version: 3 });
  expect(await asWorker(f, (tx) => loadCredentialHeader(tx, KEYS, credentialId))).toMatchObject({
    value: "Bearer fresh",
  });
});

test("two credentials can't have one name", async () => {
  await using f = await fixture();
  await f.as((tx) => credentials.create(tx, CRM));

  await expect(f.as((tx) => credentials.create(tx, CRM))).rejects.toMatchObject({
    code: "field_invalid",
    problems: [{ field: "name", code: "taken" }],
  });
});

test("a credential that a workflow names can't be deleted until the workflow lets go of it", async () => {
  await using f = await fixture();
  const workflows = createWorkflowService({ metadata: f.records.metadata, newId });
  const { credentialId } = await f.as((tx) => credentials.create(tx, CRM));
  const graph = WorkflowGraph.parse({
    schema: 1,
    trigger: { type: "record_created@1", config: { entityType: "companies" } },
    steps: [{ key: "s1", type: "delay@1", name: credentialId, config: { amount: 1, unit: "hours" } }],
    edges: [{ from: "trigger", to: "s1" }],
  });
  const { workflowId } = await f.as((tx) => workflows.create(tx, { name: "Invoice them", graph }));

  await expect(f.as((tx) => credentials.delete(tx, credentialId))).rejects.toThrow(/Invoice them/);
  await f.as((tx) =>
    workflows.saveDraft(tx, { workflowId, draftVersion: 1, graph: { ...graph, steps: [], edges: [] } }),
  );
  await f.as((tx) => credentials.delete(tx, credentialId));

  expect(await f.as((tx) => credentials.list(tx))).toEqual({ credentials: [] });
});
