import { expect, test } from "vitest";
import { company, fieldInput, fixture, newRecordId } from "../record-service.fixture.ts";

const SCREEN = { kind: "screen" } as const;

test("a record is written with its native row, audit and trigger snapshot, and reads back as written", async () => {
  await using f = await fixture();
  const created = await f.as((tx) =>
    f.records.create(tx, company("Ärger & Söhne", { employee_count: 12, city: "Bern" }), SCREEN),
  );

  const found = await f.as((tx) => f.records.get(tx, { entityType: "companies", id: created.record.id }));
  expect(found.record).toEqual(created.record);
  expect(found.record).toMatchObject({
    displayName: "Ärger & Söhne",
    version: 1,
    ownerId: f.tenant.principals.admin.principalId,
    fields: { name: "Ärger & Söhne", employee_count: 12, city: "Bern", website: null },
  });
  const history = await f.as((tx) =>
    f.records.history(tx, { entityType: "companies", id: created.record.id, limit: 10 }),
  );
  expect(history.entries).toMatchObject([
    {
      action: "created",
      before: {},
      after: { name: "Ärger & Söhne", city: "Bern" },
      reason: { kind: "screen", id: null },
    },
  ]);
  expect(f.changes).toMatchObject([{ event: "created", recordVersion: 1, previous: null, record: { city: "Bern" } }]);
});

test("an update with an old version is refused and says the current one; one that changes nothing leaves no trace", async () => {
  await using f = await fixture();
  const { record } = await f.as((tx) => f.records.create(tx, company("Acme"), SCREEN));
  const update = (version: number, city: string) =>
    f.as((tx) => f.records.update(tx, { entityType: "companies", id: record.id, version, fields: { city } }, SCREEN));

  expect((await update(1, "Bern")).record).toMatchObject({ version: 2, fields: { name: "Acme", city: "Bern" } });
  await expect(update(1, "Basel")).rejects.toMatchObject({ code: "version_conflict", currentVersion: 2 });
  expect((await update(2, "Bern")).record.version).toBe(2);
  const history = await f.as((tx) => f.records.history(tx, { entityType: "companies", id: record.id, limit: 10 }));
  expect(history.entries.map((entry) => [entry.action, entry.before, entry.after])).toEqual([
    ["updated", { city: null }, { city: "Bern" }],
    ["created", {}, expect.anything()],
  ]);
  expect(f.changes.map((change) => [change.event, change.changedFields.includes("city")])).toEqual([
    ["created", false],
    ["updated", true],
  ]);
});

test("two updates of the same version at once: one wins, the other hears of the conflict", async () => {
  await using f = await fixture();
  const { record } = await f.as((tx) => f.records.create(tx, company("Acme"), SCREEN));
  const update = (city: string) =>
    f.as((tx) =>
      f.records.update(tx, { entityType: "companies", id: record.id, version: 1, fields: { city } }, SCREEN),
    );
  const results = await Promise.allSettled([update("Bern"), update("Basel"), update("Chur")]);
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  expect(results.flatMap((result) => (result.status === "rejected" ? [result.reason.currentVersion] : []))).toEqual([
    2, 2,
  ]);
});

test("invalid values name their fields and write nothing", async () => {
  await using f = await fixture();
  const attempt = f.as((tx) => f.records.create(tx, company("", { employee_count: 1.5, nothing: 1 }), SCREEN));
  await expect(attempt).rejects.toMatchObject({
    code: "field_invalid",
    problems: [{ field: "name" }, { field: "employee_count" }, { field: "nothing" }],
  });
  expect(await f.db.adminQuery("select from crm.records")).toHaveLength(0);
});

test("a value of a unique field is taken once, without case, until its record is deleted", async () => {
  await using f = await fixture();
  await f.as((tx) =>
    f.records.createField(tx, {
      entityType: "companies",
      field: fieldInput({ label: "Number", type: "text", unique: true }),
    }),
  );
  const create = (number: string) => f.as((tx) => f.records.create(tx, company("Acme", { number }), SCREEN));
  const first = await create("A-1");
  await expect(create("a-1 ")).rejects.toMatchObject({
    code: "field_invalid",
    problems: [{ field: "number", code: "taken" }],
  });

  await f.as((tx) => f.records.delete(tx, { entityType: "companies", ids: [first.record.id] }, SCREEN));
  await create("a-1");
  await expect(
    f.as((tx) => f.records.restore(tx, { entityType: "companies", ids: [first.record.id] }, SCREEN)),
  ).rejects.toMatchObject({ code: "field_invalid", problems: [{ field: "number" }] });
});

test("a stage brings its pipeline, and a stage of another pipeline is refused", async () => {
  await using f = await fixture();
  const metadata = await f.as((tx) => f.records.metadata(tx));
  const [stage, pipeline] = [...metadata.stagePipelines][0] ?? [];
  const { record } = await f.as((tx) =>
    f.records.create(
      tx,
      { entityType: "deals", fields: { name: "Big one", stage_id: stage ?? "", amount: 1234.5 } },
      SCREEN,
    ),
  );
  expect(record.fields).toMatchObject({ stage_id: stage, pipeline_id: pipeline, amount: 1234.5 });
  const withoutPipeline = f.as((tx) =>
    f.records.update(tx, { entityType: "deals", id: record.id, version: 1, fields: { pipeline_id: null } }, SCREEN),
  );
  await expect(withoutPipeline).rejects.toMatchObject({ problems: [{ field: "stage_id" }] });
});

test("relations are links: named on read, replaced, cleared when the target is deleted", async () => {
  await using f = await fixture();
  const acme = (await f.as((tx) => f.records.create(tx, company("Acme"), SCREEN))).record;
  const base = (await f.as((tx) => f.records.create(tx, company("Base"), SCREEN))).record;
  const contact = await f.as((tx) =>
    f.records.create(tx, { entityType: "contacts", fields: { name: "Ann", company: acme.id } }, SCREEN),
  );
  expect(contact).toMatchObject({
    record: { fields: { company: acme.id } },
    references: [{ id: acme.id, displayName: "Acme" }],
  });

  const key = { entityType: "contacts", id: contact.record.id };
  const moved = await f.as((tx) => f.records.update(tx, { ...key, version: 1, fields: { company: base.id } }, SCREEN));
  expect(moved.record.fields["company"]).toBe(base.id);
  await f.as((tx) => f.records.delete(tx, { entityType: "companies", ids: [base.id] }, SCREEN));
  expect((await f.as((tx) => f.records.get(tx, key))).record.fields["company"]).toBe(null);
  const history = await f.as((tx) => f.records.history(tx, { ...key, limit: 1 }));
  expect(history.entries).toMatchObject([{ action: "updated", after: { company: null } }]);
  const again = f.as((tx) => f.records.update(tx, { ...key, version: 3, fields: { company: base.id } }, SCREEN));
  await expect(again).rejects.toMatchObject({
    code: "field_invalid",
    problems: [{ field: "company", code: "unknown_record" }],
  });
});

test("a field that refuses keeps its target from being deleted, also while the link is being made", async () => {
  await using f = await fixture();
  const field = fieldInput({
    label: "Partner",
    type: "relation",
    config: { targetEntityType: "companies", onTargetDelete: "refuse" },
  });
  await f.as((tx) => f.records.createField(tx, { entityType: "contacts", field }));
  const acme = (await f.as((tx) => f.records.create(tx, company("Acme"), SCREEN))).record;
  const remove = () => f.as((tx) => f.records.delete(tx, { entityType: "companies", ids: [acme.id] }, SCREEN));
  const [linked, removed] = await Promise.allSettled([
    f.as((tx) => f.records.create(tx, { entityType: "contacts", fields: { name: "Ann", partner: acme.id } }, SCREEN)),
    remove(),
  ]);
  // Whoever comes second is refused; never do both succeed.
  expect([linked.status, removed.status].sort()).toEqual(["fulfilled", "rejected"]);
  if (linked.status === "fulfilled")
    await expect(remove()).rejects.toMatchObject({ code: "conflict", problems: [{ field: "partner" }] });
});

test("many records change together or not at all", async () => {
  await using f = await fixture();
  const ids = await Promise.all(
    ["A", "B"].map(async (name) => (await f.as((tx) => f.records.create(tx, company(name), SCREEN))).record.id),
  );
  const missing = f.as((tx) =>
    f.records.updateMany(
      tx,
      { entityType: "companies", ids: [...ids, newRecordId()], fields: { city: "Bern" } },
      SCREEN,
    ),
  );
  await expect(missing).rejects.toMatchObject({ code: "not_found" });
  expect(
    await f.as((tx) => f.records.updateMany(tx, { entityType: "companies", ids, fields: { city: "Bern" } }, SCREEN)),
  ).toEqual({ updated: 2 });
  const found = await f.as((tx) => f.records.getMany(tx, { entityType: "companies", ids }));
  expect(found.records.map((record) => record.fields["city"])).toEqual(["Bern", "Bern"]);
});

test("a bulk creation keeps good rows beside bad ones and says what is wrong with each", async () => {
  await using f = await fixture();
  await f.as((tx) =>
    f.records.createField(tx, {
      entityType: "companies",
      field: fieldInput({ label: "Number", type: "number", unique: true }),
    }),
  );
  const records = [
    { name: "A", number: 1 },
    { name: "B", number: 1 },
    { name: "", number: 2 },
    { name: "D", number: 3 },
  ].map((fields) => ({ fields }));
  const outcomes = await f.as((tx) =>
    f.records.createMany(tx, { entityType: "companies", records, startRuns: false }, { kind: "seed" }),
  );
  expect(
    outcomes.map((outcome) =>
      outcome.ok ? "created" : outcome.problems.map((problem) => `${problem.field} ${problem.code}`).join(),
    ),
  ).toEqual(["created", "number taken", "name required", "created"]);
  expect(await f.as((tx) => f.records.count(tx, { entityType: "companies", deleted: false }))).toEqual({
    count: 2,
    capped: false,
  });
  expect(f.changes).toEqual([]);
});

test("records of an entity type that a tenant defined behave like any other", async () => {
  await using f = await fixture();
  const type = await f.as((tx) => f.records.createEntityType(tx, { label: "Project", labelPlural: "Projects" }));
  expect(type).toMatchObject({ key: "c_projects", kind: "custom", primaryField: "name" });
  await f.as((tx) =>
    f.records.createField(tx, { entityType: type.key, field: fieldInput({ label: "Start", type: "date" }) }),
  );
  const { record } = await f.as((tx) =>
    f.records.create(tx, { entityType: type.key, fields: { name: "Moon", start: "2026-02-28" } }, SCREEN),
  );
  expect((await f.as((tx) => f.records.get(tx, { entityType: type.key, id: record.id }))).record).toMatchObject({
    displayName: "Moon",
    fields: { name: "Moon", start: "2026-02-28" },
  });
  await f.as((tx) => f.records.archiveEntityType(tx, type.key));
  await expect(f.as((tx) => f.records.get(tx, { entityType: type.key, id: record.id }))).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a sales user sees and changes only their own and their team's records; others' do not exist for them", async () => {
  await using f = await fixture();
  const { sales } = f.tenant.principals;
  const hidden = (await f.as((tx) => f.records.create(tx, company("Hidden"), SCREEN))).record;
  const own = (await f.as((tx) => f.records.create(tx, company("Own"), SCREEN), sales)).record;
  expect(own.teamId).toBe(f.tenant.teamId);
  await expect(
    f.as((tx) => f.records.get(tx, { entityType: "companies", id: hidden.id }), sales),
  ).rejects.toMatchObject({ code: "not_found" });
  await expect(
    f.as(
      (tx) => f.records.update(tx, { entityType: "companies", id: hidden.id, version: 1, fields: {} }, SCREEN),
      sales,
    ),
  ).rejects.toMatchObject({ code: "not_found" });
  const linking = f.as(
    (tx) => f.records.create(tx, { entityType: "contacts", fields: { name: "Ann", company: hidden.id } }, SCREEN),
    sales,
  );
  await expect(linking).rejects.toMatchObject({
    code: "field_invalid",
    problems: [{ field: "company", code: "unknown_record" }],
  });
});

test("a stage is sought by its id; anything else is refused by name, not by the database", async () => {
  await using f = await fixture();
  const [stage = ""] = (await f.as((tx) => f.records.metadata(tx))).stagePipelines.keys();
  await f.as((tx) =>
    f.records.create(tx, { entityType: "deals", fields: { name: "Big one", stage_id: stage } }, SCREEN),
  );
  const count = (value: string) => {
    const filter = { kind: "condition", field: "stage_id", operator: "equals", value } as const;
    return f.as((tx) => f.records.count(tx, { entityType: "deals", deleted: false, filter }));
  };
  expect(await count(stage)).toEqual({ count: 1, capped: false });
  await expect(count("won")).rejects.toMatchObject({ code: "bad_request", problems: [{ field: "stage_id" }] });
});
