import { expect, test } from "vitest";
import { company, fixture, type Fixture } from "../record-service.fixture.ts";
import { addField, runJobs, seedCompanies } from "./field-jobs.fixture.ts";

const SEED = { kind: "seed" } as const;

async function purgeNow(f: Fixture): Promise<void> {
  await f.db.adminQuery("update crm.value_purges set due_at = now() - interval '1 second'");
  await f.db.adminQuery("update crm.slot_assignments set quarantined_until = now() - interval '1 second'");
  const purges = await f.db.adminQuery<{ purge_id: string }>("select purge_id from crm.value_purges");
  for (const { purge_id } of purges) f.fieldJobs.push({ kind: "purge", purgeId: purge_id });
  await runJobs(f);
}

test("a dry run of a deletion says how many records hold a value, shows some, and names who uses the field", async () => {
  await using f = await fixture();
  const size = await addField(f, { label: "Size", type: "number" });
  const { record } = await f.as((tx) => f.records.create(tx, company("Acme", { size: 5 }), SEED));
  await f.as((tx) => f.records.create(tx, company("None"), SEED));

  expect(await f.as((tx) => f.fields.planDeletion(tx, size.fieldId))).toEqual({
    uses: [],
    records: { count: 1, capped: false },
    lastUsedAt: expect.stringMatching(/^\d{4}-/),
    samples: [{ record: { id: record.id, entityType: "companies", displayName: "Acme" }, value: 5 }],
    undoDays: 30,
  });
});

test("a deleted field is gone from screens at once, and comes back with its values within 30 days", async () => {
  await using f = await fixture();
  const size = await addField(f, { label: "Size", type: "number", indexed: true });
  const { record } = await f.as((tx) => f.records.create(tx, company("Acme", { size: 5 }), SEED));

  await f.as((tx) => f.fields.delete(tx, size.fieldId));
  await runJobs(f);

  const shown = await f.as((tx) => f.records.get(tx, { entityType: "companies", id: record.id }));
  expect(Object.keys(shown.record.fields)).not.toContain("size");
  const { status } = await f.as((tx) => f.records.listFields(tx, { entityType: "companies", archived: true }));
  const days = (Date.parse(status[size.fieldId]?.purgeAt ?? "") - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(29.9);
  expect(days).toBeLessThan(30.1);
  await expect(addField(f, { label: "Size", key: "size", type: "text" })).rejects.toMatchObject({
    problems: [{ field: "key", code: "taken" }],
  });

  await f.as((tx) => f.records.restoreField(tx, size.fieldId));
  const restored = await f.as((tx) => f.records.get(tx, { entityType: "companies", id: record.id }));
  expect(restored.record.fields["size"]).toBe(5);
  await purgeNow(f);
  expect(
    (await f.as((tx) => f.records.get(tx, { entityType: "companies", id: record.id }))).record.fields["size"],
  ).toBe(5);
});

test("after 30 days a job takes the values away, in batches that a restart can't lose, and frees key and places", async () => {
  await using f = await fixture();
  const size = await addField(f, { label: "Size", type: "number", indexed: true, unique: true });
  await seedCompanies(f, 4_500, "jsonb_build_object('size', n)");
  await f.as((tx) => f.fields.delete(tx, size.fieldId));
  await runJobs(f);
  const [purge] = await f.db.adminQuery<{ purge_id: string }>(
    "update crm.value_purges set due_at = now() - interval '1 second' returning purge_id",
  );
  const purgeId = purge?.purge_id ?? "";
  await f.as((tx) => f.fields.runPurgeBatch(tx, purgeId));
  await expect(
    f.as(async (tx) => {
      await f.fields.runPurgeBatch(tx, purgeId);
      throw new Error("killed");
    }),
  ).rejects.toThrow("killed");
  expect(await f.db.adminQuery("select count(*)::int as count from crm.records where values ? 'size'")).toEqual([
    { count: 2_500 },
  ]);

  await purgeNow(f);

  expect(await f.db.adminQuery("select from crm.records where values ? 'size'")).toEqual([]);
  expect(await f.db.adminQuery("select from crm.slot_assignments")).toEqual([]);
  expect(await addField(f, { label: "Size", key: "size", type: "text", indexed: true, unique: true })).toMatchObject({
    slot: "t1",
  });
});

test("the links of a deleted relation go with it", async () => {
  await using f = await fixture();
  const parent = await addField(f, { label: "Parent", type: "relation", config: { targetEntityType: "companies" } });
  const { record } = await f.as((tx) => f.records.create(tx, company("Holding"), SEED));
  await f.as((tx) => f.records.create(tx, company("Child", { parent: record.id }), SEED));
  expect(await f.as((tx) => f.fields.planDeletion(tx, parent.fieldId))).toMatchObject({
    records: { count: 1, capped: false },
    samples: [{ record: { displayName: "Child" }, value: "Holding" }],
  });
  await f.as((tx) => f.fields.delete(tx, parent.fieldId));
  await purgeNow(f);
  expect(await f.db.adminQuery("select from crm.record_links where field_id = $1", [parent.fieldId])).toEqual([]);
  expect(
    await f.db.adminQuery("select from crm.custom_field_definitions where field_id = $1", [parent.fieldId]),
  ).toEqual([]);
});

test("fields move between sections and places all at once; the product's own stay", async () => {
  await using f = await fixture();
  const [a, b] = [await addField(f, { label: "A", type: "text" }), await addField(f, { label: "B", type: "text" })];
  const places = [
    { fieldId: a.fieldId, section: "Money", position: 201 },
    { fieldId: b.fieldId, section: "Money", position: 200 },
  ];
  const { fields } = await f.as((tx) => f.fields.reorder(tx, { entityType: "companies", places }));
  expect(fields.filter((field) => field.section === "Money").map((field) => field.key)).toEqual(["b", "a"]);
  await expect(f.as((tx) => f.fields.reorder(tx, { entityType: "contacts", places }))).rejects.toMatchObject({
    code: "not_found",
  });
});
