import { expect, test } from "vitest";
import { FieldId, type FieldDefinition, type SelectOption } from "@catalyst/contracts";
import { openDatabase, withTenant } from "@catalyst/db";
import { company, fieldInput, fixture, listInput, type Fixture } from "../record-service.fixture.ts";
import { runBackfill } from "./run-backfill-job.ts";

const SEED = { kind: "seed" } as const;
const option = (id: string, archived = false): SelectOption => ({
  id,
  label: id.toUpperCase(),
  hue: "slate",
  archived,
});

async function addField(
  f: Fixture,
  input: Parameters<typeof fieldInput>[0],
  entityType = "companies",
): Promise<FieldDefinition & { fieldId: FieldId }> {
  const field = await f.as((tx) => f.records.createField(tx, { entityType, field: fieldInput(input) }));
  return { ...field, fieldId: FieldId.parse(field.fieldId) };
}

async function fill(f: Fixture, key: string, count: number): Promise<void> {
  const records = Array.from({ length: count }, (_, index) => ({ fields: { name: `C${index}`, [key]: index % 7 } }));
  await f.as((tx) => f.records.createMany(tx, { entityType: "companies", records, startRuns: false }, SEED));
}

/** As the worker's role does it, which may do less than the server's. */
async function backfill(f: Fixture, slot: string): Promise<void> {
  const database = openDatabase({
    url: f.db.urls.worker,
    contextKey: f.db.contextKey,
    poolSize: 1,
    onIdleError: () => undefined,
  });
  const { tenantId, principalId } = f.tenant.principals.admin;
  const end = await runBackfill(database, {
    tenantId,
    principalId,
    entityType: "companies",
    slot,
    signal: new AbortController().signal,
  });
  expect(end).toBe("done");
  await database.pool.end();
}

const stale = (f: Fixture, slot: string, key: string) =>
  f.db.adminQuery<{ count: number }>(
    `select count(*)::int as count from crm.records where ${slot} is distinct from crm.slot_number(values -> $1)`,
    [key],
  );

test("a new field is in the metadata at once, with a key from its label, and its index is ready", async () => {
  await using f = await fixture();
  const field = await addField(f, { label: "Lead score", type: "number", indexed: true });
  expect(field).toMatchObject({ key: "lead_score", slot: "n1", indexState: "ready", version: 1 });
  const metadata = await f.as((tx) => f.records.tenantMetadata(tx));
  expect(metadata.entityTypes.find((type) => type.key === "companies")?.fields.map((one) => one.key)).toContain(
    "lead_score",
  );
  expect(metadata.slotUsage["companies"]).toContainEqual({ kind: "number", used: 1, limit: 10 });
  expect(metadata.actions).toContain("fields.manage");
});

test("an existing field is indexed by a backfill that resumes, and released through quarantine", async () => {
  await using f = await fixture();
  const { fieldId } = await addField(f, { label: "Score", type: "number" });
  await fill(f, "score", 2_400);

  expect(await f.as((tx) => f.records.setFieldIndexed(tx, { fieldId, indexed: true }))).toMatchObject({
    slot: "n1",
    indexState: "building",
  });
  expect(f.backfills).toEqual([{ entityType: "companies", slot: "n1" }]);
  await f.as((tx) => f.records.runBackfillBatch(tx, { entityType: "companies", slot: "n1" }));
  const metadata = await f.as((tx) => f.records.tenantMetadata(tx));
  const building = metadata.entityTypes
    .find((type) => type.key === "companies")
    ?.fields.find((field) => field.key === "score");
  expect(building).toMatchObject({ indexState: "building", indexProgress: 83 });
  await backfill(f, "n1");
  expect(await stale(f, "n1", "score")).toEqual([{ count: 0 }]);
  const found = await f.as((tx) =>
    f.records.count(tx, {
      entityType: "companies",
      deleted: false,
      filter: { kind: "condition", field: "score", operator: "equals", value: 3 },
    }),
  );
  expect(found.count).toBe(343);

  expect(await f.as((tx) => f.records.setFieldIndexed(tx, { fieldId, indexed: false }))).toMatchObject({
    indexState: "releasing",
  });
  await backfill(f, "n1");
  expect(await f.db.adminQuery("select from crm.records where n1 is not null")).toHaveLength(0);
  // The place is not free before the quarantine ends: the next field takes another one.
  expect(await addField(f, { label: "Rank", type: "number", indexed: true })).toMatchObject({ slot: "n2" });
  await f.db.adminQuery(
    "update crm.slot_assignments set quarantined_until = now() - interval '1 second' where slot = 'n1'",
  );
  expect(await addField(f, { label: "Size", type: "number", indexed: true })).toMatchObject({ slot: "n1" });
});

test("records written while a slot is assigned and filled in are never missed", async () => {
  await using f = await fixture();
  const { fieldId } = await addField(f, { label: "Score", type: "number" });
  await fill(f, "score", 300);
  let writing = true;
  const writers = Array.from({ length: 3 }, async (_, writer) => {
    for (let index = 0; writing; index += 1)
      await f.as((tx) => f.records.create(tx, company(`W${writer}-${index}`, { score: index }), SEED));
  });
  await f.as((tx) => f.records.setFieldIndexed(tx, { fieldId, indexed: true }));
  await backfill(f, "n1");
  writing = false;
  await Promise.all(writers);
  expect(await stale(f, "n1", "score")).toEqual([{ count: 0 }]);
});

test("the quota is a quota: the sixth indexed yes-or-no field is refused", async () => {
  await using f = await fixture();
  for (const place of [1, 2, 3, 4, 5]) await addField(f, { label: `Flag ${place}`, type: "boolean", indexed: true });
  await expect(addField(f, { label: "Flag 6", type: "boolean", indexed: true })).rejects.toMatchObject({
    code: "quota_exceeded",
  });
  await addField(f, { label: "Flag 6", type: "boolean" });
});

test("an archived field is gone from screens and filters, and comes back with its values", async () => {
  await using f = await fixture();
  const { fieldId } = await addField(f, { label: "Score", type: "number", indexed: true });
  const { record } = await f.as((tx) => f.records.create(tx, company("Acme", { score: 5 }), SEED));
  const listed = () =>
    f.as((tx) =>
      f.records.list(
        tx,
        listInput({
          entityType: "companies",
          filter: { kind: "condition", field: "score", operator: "equals", value: 5 },
        }),
      ),
    );

  await f.as((tx) => f.records.archiveField(tx, fieldId));
  await expect(listed()).rejects.toMatchObject({
    code: "bad_request",
    problems: [{ field: "score", code: "unknown_field" }],
  });
  await f.as((tx) =>
    f.records.update(tx, { entityType: "companies", id: record.id, version: 1, fields: { city: "Bern" } }, SEED),
  );
  const administered = await f.as((tx) => f.records.listFields(tx, { entityType: "companies", archived: true }));
  expect(administered.fields.find((field) => field.key === "score")?.archivedAt).toEqual(expect.any(String));

  await f.as((tx) => f.records.restoreField(tx, fieldId));
  expect((await listed()).records[0]?.fields).toMatchObject({ score: 5, city: "Bern" });
});

test("a definition changes by its version; what values depend on stays", async () => {
  await using f = await fixture();
  const tier = await addField(f, { label: "Tier", type: "select", config: { options: [option("a"), option("b")] } });
  const update = (version: number, patch: object) =>
    f.as((tx) => f.records.updateField(tx, { fieldId: tier.fieldId, version, patch }));
  expect(
    await update(1, { label: "Class", config: { options: [option("a"), option("b", true), option("c")] } }),
  ).toMatchObject({ label: "Class", key: "tier", version: 2 });
  await expect(update(1, { label: "Rank" })).rejects.toMatchObject({ code: "version_conflict", currentVersion: 2 });
  await expect(update(2, { config: { options: [option("a")] } })).rejects.toMatchObject({
    code: "field_invalid",
    problems: [{ field: "config.options", code: "option_removed" }],
  });
  await expect(f.as((tx) => f.records.create(tx, company("Acme", { tier: "b" }), SEED))).rejects.toMatchObject({
    problems: [{ field: "tier", code: "archived_option" }],
  });
});

test("a change of metadata that is rolled back is never seen by others", async () => {
  await using f = await fixture();
  const attempt = f.as(async (tx) => {
    await f.records.createField(tx, { entityType: "companies", field: fieldInput({ label: "Ghost", type: "text" }) });
    expect((await f.records.metadata(tx)).customFields.map((field) => field.key)).toContain("ghost");
    throw new Error("roll back");
  });
  await expect(attempt).rejects.toThrow("roll back");
  await addField(f, { label: "Real", type: "text" });
  const keys = (await f.as((tx) => f.records.metadata(tx))).customFields.map((field) => field.key);
  expect(keys).toContain("real");
  expect(keys).not.toContain("ghost");
});

test("another tenant's fields, records and slots are nobody else's", async () => {
  await using f = await fixture();
  const { testTenant } = await import("@catalyst/testkit");
  const other = (await testTenant(f.db)).principals.admin;
  const { fieldId } = await addField(f, { label: "Score", type: "number", indexed: true });
  const { record } = await f.as((tx) => f.records.create(tx, company("Acme", { score: 5 }), SEED));
  const asOther = <T>(work: Parameters<typeof withTenant<T>>[2]) => withTenant(f.database, other, work);
  await expect(asOther((tx) => f.records.get(tx, { entityType: "companies", id: record.id }))).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(asOther((tx) => f.records.archiveField(tx, fieldId))).rejects.toMatchObject({ code: "not_found" });
  expect(
    (
      await asOther((tx) =>
        f.records.createField(tx, {
          entityType: "companies",
          field: fieldInput({ label: "Score", type: "text", indexed: true }),
        }),
      )
    ).slot,
  ).toBe("t1");
  expect((await asOther((tx) => f.records.list(tx, listInput({ entityType: "companies" })))).records).toEqual([]);
});
