import { setTimeout as delay } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { FieldInput, FieldValues, Principal, RecordId } from "@catalyst/contracts";
import { withClient } from "@catalyst/db";
import { fieldInput, fixture, newRecordId, type Fixture } from "../record-service.fixture.ts";

const SEED = { kind: "seed" } as const;
type Behaviour = "refuse" | "clear" | "cascade";

const relate = (f: Fixture, from: string, config: FieldInput["config"], label = "Parent") =>
  f.as((tx) => f.records.createField(tx, { entityType: from, field: fieldInput({ label, type: "relation", config }) }));

const parent = (f: Fixture, onTargetDelete: Behaviour, from = "companies") =>
  relate(f, from, { targetEntityType: "companies", onTargetDelete });

const add = async (f: Fixture, name: string, fields: FieldValues = {}, principal?: Principal) =>
  (await f.as((tx) => f.records.create(tx, { entityType: "companies", fields: { name, ...fields } }, SEED), principal))
    .record.id;

const remove = (f: Fixture, ids: readonly RecordId[], principal?: Principal) =>
  f.as((tx) => f.records.delete(tx, { entityType: "companies", ids }, SEED), principal);

const preview = (f: Fixture, ids: readonly RecordId[], principal?: Principal) =>
  f.as((tx) => f.records.planDeletion(tx, { entityType: "companies", ids }), principal);

const live = async (f: Fixture) =>
  (
    await f.db.adminQuery<{ name: string }>(
      "select display_name as name from crm.records where deleted_at is null order by 1",
    )
  ).map((row) => row.name);

/** Links from live records into the bin: there must never be one. */
const dangling = (f: Fixture) =>
  f.db.adminQuery(
    `select l.from_id, l.to_id from crm.record_links l
     join crm.records s on s.tenant_id = l.tenant_id and s.entity_type = l.from_type and s.id = l.from_id
     join crm.records t on t.tenant_id = l.tenant_id and t.entity_type = l.to_type and t.id = l.to_id
     where s.deleted_at is null and t.deleted_at is not null`,
  );

test("a cascade takes along what hangs on a record, over several relations and in a circle, and comes back as one", async () => {
  await using f = await fixture();
  await parent(f, "cascade");
  await relate(f, "contacts", { targetEntityType: "companies", onTargetDelete: "cascade" }, "Employer");
  const a = await add(f, "A");
  const b = await add(f, "B", { parent: a });
  const c = await add(f, "C", { parent: b });
  await f.as((tx) => f.records.updateMany(tx, { entityType: "companies", ids: [a], fields: { parent: c } }, SEED));
  await f.as((tx) => f.records.create(tx, { entityType: "contacts", fields: { name: "Ann", employer: c } }, SEED));
  await add(f, "Other");

  expect(await preview(f, [b])).toMatchObject({
    total: 4,
    atOnce: true,
    deleted: [
      { entityType: "companies", count: 3 },
      { entityType: "contacts", count: 1, samples: ["Ann"] },
    ],
    cleared: [],
    refused: [],
  });
  expect(await remove(f, [b])).toEqual({ deleted: 4, deletionId: null });
  expect(await live(f)).toEqual(["Other"]);

  const request = { entityType: "companies", ids: [c] };
  expect(await f.as((tx) => f.records.planRestore(tx, request))).toMatchObject({ total: 3 });
  expect(await f.as((tx) => f.records.restore(tx, { ...request, withDeletion: true }, SEED))).toEqual({ restored: 4 });
  expect(await live(f)).toEqual(["A", "Ann", "B", "C", "Other"]);
  expect((await f.as((tx) => f.records.get(tx, { entityType: "companies", id: a }))).record.fields["parent"]).toBe(c);
  expect(await f.as((tx) => f.records.planRestore(tx, request))).toMatchObject({ total: 0 });
});

test("a record that comes back alone does not point to what stays in the bin", async () => {
  await using f = await fixture();
  await parent(f, "cascade");
  const a = await add(f, "A");
  const b = await add(f, "B", { parent: a });
  await remove(f, [a]);
  await f.as((tx) => f.records.restore(tx, { entityType: "companies", ids: [b] }, SEED));
  expect(await dangling(f)).toEqual([]);
  await f.as((tx) => f.records.restore(tx, { entityType: "companies", ids: [a] }, SEED));
  expect((await f.as((tx) => f.records.get(tx, { entityType: "companies", id: b }))).record.fields["parent"]).toBe(
    null,
  );
});

test("one refusal at the end of a chain stops the whole deletion, and says where", async () => {
  await using f = await fixture();
  await parent(f, "cascade");
  await relate(f, "contacts", { targetEntityType: "companies", onTargetDelete: "refuse" }, "Employer");
  const a = await add(f, "A");
  const b = await add(f, "B", { parent: a });
  await f.as((tx) => f.records.create(tx, { entityType: "contacts", fields: { name: "Ann", employer: b } }, SEED));
  expect(await preview(f, [a])).toMatchObject({
    refused: [{ entityType: "contacts", field: { key: "employer", label: "Employer" }, count: 1, samples: ["Ann"] }],
  });
  await expect(remove(f, [a])).rejects.toMatchObject({ code: "conflict", problems: [{ field: "employer" }] });
  expect(await live(f)).toEqual(["A", "Ann", "B"]);
});

test("clearing a relation is a change like any other: version, history and the runs that watch it", async () => {
  await using f = await fixture();
  await relate(f, "contacts", { targetEntityType: "companies", multiple: true, onTargetDelete: "clear" }, "Employers");
  const [a, b] = [await add(f, "A"), await add(f, "B")];
  const { record } = await f.as((tx) =>
    f.records.create(tx, { entityType: "contacts", fields: { name: "Ann", employers: [a, b], company: a } }, SEED),
  );
  f.changes.length = 0;
  await remove(f, [a]);
  const key = { entityType: "contacts", id: record.id };
  expect((await f.as((tx) => f.records.get(tx, key))).record).toMatchObject({
    version: 2,
    fields: { employers: [b], company: null },
  });
  expect((await f.as((tx) => f.records.history(tx, { ...key, limit: 1 }))).entries).toMatchObject([
    { action: "updated", before: { employers: [a, b], company: a }, after: { employers: [b], company: null } },
  ]);
  expect(f.changes).toMatchObject([
    {
      event: "updated",
      recordId: record.id,
      recordVersion: 2,
      changedFields: expect.arrayContaining(["employers", "company"]),
    },
  ]);
});

test("what is not visible is not named or counted, is cleared all the same, and is never deleted unseen", async () => {
  await using f = await fixture();
  const { sales } = f.tenant.principals;
  await parent(f, "cascade");
  await relate(f, "contacts", { targetEntityType: "companies", onTargetDelete: "clear" }, "Employer");
  const own = await add(f, "Own", {}, sales);
  const { record: hidden } = await f.as((tx) =>
    f.records.create(tx, { entityType: "contacts", fields: { name: "Secret", employer: own } }, SEED),
  );
  expect(await preview(f, [own], sales)).toMatchObject({
    total: 1,
    cleared: [{ entityType: "contacts", count: 0, samples: [], hidden: true }],
  });
  const child = await add(f, "Hidden child", { parent: own });
  expect(await preview(f, [own], sales)).toMatchObject({
    total: 1,
    refused: [{ entityType: "companies", count: 0, samples: [], hidden: true }],
  });
  await expect(remove(f, [own], sales)).rejects.toMatchObject({ code: "conflict" });
  await remove(f, [child]);
  expect(await remove(f, [own], sales)).toEqual({ deleted: 1, deletionId: null });
  const after = await f.as((tx) => f.records.get(tx, { entityType: "contacts", id: hidden.id }));
  expect(after.record).toMatchObject({ version: 2, updatedBy: sales.principalId, fields: { employer: null } });
  expect(await dangling(f)).toEqual([]);
});

test("a large deletion runs as a job in batches, children first, and can be stopped", async () => {
  await using f = await fixture();
  await parent(f, "cascade");
  const root = await add(f, "Root");
  const records = (parentId: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({ fields: { name: `Child ${index}`, parent: parentId } }));
  const create = async (parentId: string, count: number) => {
    const input = { entityType: "companies", records: records(parentId, count), startRuns: false };
    await f.as((tx) => f.records.createMany(tx, input, SEED));
  };
  const middle = await add(f, "Middle", { parent: root });
  await create(middle, 550);
  expect(await preview(f, [root])).toMatchObject({ total: 552, atOnce: false });
  const started = await remove(f, [root]);
  const deletionId = started.deletionId ?? "";
  expect(f.recordJobs).toEqual([{ kind: "deletion", deletionId }]);
  const batch = () => f.as((tx) => f.records.runDeletionBatch(tx, deletionId));
  const progress = () => f.as((tx) => f.records.deletion(tx, deletionId));

  expect(await batch()).toEqual({ done: false });
  expect(await progress()).toMatchObject({ state: "running", total: 552, done: 200 });
  expect(await dangling(f)).toEqual([]);
  await create(middle, 3);
  await f.as((tx) => f.records.cancelDeletion(tx, deletionId));
  expect(await batch()).toEqual({ done: true });
  expect(await progress()).toMatchObject({ state: "cancelled", done: 200 });
  expect(await live(f)).toHaveLength(355);

  const again = (await remove(f, [middle])).deletionId;
  expect(again).toBe(null);
  expect(await live(f)).toEqual(["Root"]);
});

test("a job takes along what was linked meanwhile, and ends with a reason when something refuses", async () => {
  await using f = await fixture();
  await parent(f, "cascade");
  await relate(f, "contacts", { targetEntityType: "companies", onTargetDelete: "refuse" }, "Employer");
  const root = await add(f, "Root");
  const input = {
    entityType: "companies",
    records: Array.from({ length: 510 }, (_, index) => ({ fields: { name: `Child ${index}`, parent: root } })),
    startRuns: false,
  };
  await f.as((tx) => f.records.createMany(tx, input, SEED));
  const deletionId = (await remove(f, [root])).deletionId ?? "";
  const run = async () => {
    while (!(await f.as((tx) => f.records.runDeletionBatch(tx, deletionId))).done);
    return f.as((tx) => f.records.deletion(tx, deletionId));
  };
  const { record } = await f.as((tx) =>
    f.records.create(tx, { entityType: "contacts", fields: { name: "Ann", employer: root } }, SEED),
  );
  expect(await run()).toMatchObject({ state: "failed", error: expect.stringContaining("Employer") });
  expect(await live(f)).toEqual(["Ann", "Root"]);
  await f.as((tx) => f.records.delete(tx, { entityType: "contacts", ids: [record.id] }, SEED));
  const late = await add(f, "Late", { parent: root });
  expect(await remove(f, [root])).toEqual({ deleted: 2, deletionId: null });
  expect(late).toBeDefined();
  expect(await live(f)).toEqual([]);
});

test.each(["refuse", "clear", "cascade"] as const)(
  "linking and deleting at the same time never leaves a link into the bin (%s), and neither ends in a deadlock",
  async (behaviour) => {
    await using f = await fixture();
    await parent(f, behaviour);
    for (let round = 0; round < 12; round += 1) {
      const target = await add(f, `Target ${round}`);
      const source = await add(f, `Source ${round}`, { parent: target });
      const other = await add(f, `Other ${round}`);
      const work = [
        () => remove(f, [target]),
        () =>
          f.as((tx) =>
            f.records.updateMany(tx, { entityType: "companies", ids: [other], fields: { parent: target } }, SEED),
          ),
        () =>
          f.as((tx) =>
            f.records.updateMany(tx, { entityType: "companies", ids: [source], fields: { parent: other } }, SEED),
          ),
        () => add(f, `New ${round}`, { parent: target }),
        () => remove(f, [other]),
      ];
      const order = round % 2 === 0 ? work : work.toReversed();
      const results = await Promise.allSettled(order.map((one) => one()));
      for (const result of results)
        if (result.status === "rejected")
          expect(["conflict", "field_invalid", "not_found"]).toContain(result.reason.code);
      for (const result of results)
        if (result.status === "rejected") expect(result.reason.message).not.toContain("Somebody");
      expect(await dangling(f)).toEqual([]);
    }
  },
);

test("a deletion holds no record that loses a relation while it waits for somebody who writes that record", async () => {
  await using f = await fixture();
  await parent(f, "clear");
  const target = await add(f, "Target");
  const source = await add(f, "Source", { parent: target });
  await withClient(f.db.urls.admin, async (writer) => {
    // A writer's lock reaches the native row before the header.
    await writer.query("begin");
    await writer.query("select from crm.companies where id = $1 for no key update", [source]);
    const removed = remove(f, [target]);
    await delay(300);
    await writer.query("select from crm.records where id = $1 for no key update", [source]);
    await writer.query("commit");

    expect(await removed).toEqual({ deleted: 1, deletionId: null });
  });
  expect(await dangling(f)).toEqual([]);
});

test("deletions of the same records from both ends of a circle do not wait for each other", async () => {
  await using f = await fixture();
  await parent(f, "cascade");
  for (let round = 0; round < 8; round += 1) {
    const a = await add(f, "A");
    const b = await add(f, "B", { parent: a });
    await f.as((tx) => f.records.updateMany(tx, { entityType: "companies", ids: [a], fields: { parent: b } }, SEED));
    const results = await Promise.allSettled([remove(f, [a]), remove(f, [b]), remove(f, [a, b])]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results) if (result.status === "rejected") expect(result.reason.code).toBe("not_found");
    expect(await live(f)).toEqual([]);
  }
});

test("any web of relations is deleted as a plain model says", async () => {
  await using f = await fixture();
  const behaviours = ["refuse", "clear", "cascade"] as const;
  for (const behaviour of behaviours)
    await relate(
      f,
      "companies",
      { targetEntityType: "companies", multiple: true, onTargetDelete: behaviour },
      behaviour,
    );
  const size = 6;
  const edge = fc.record({ from: fc.nat(size - 1), to: fc.nat(size - 1), by: fc.constantFrom(...behaviours) });
  await fc.assert(
    fc.asyncProperty(fc.array(edge, { maxLength: 9 }), async (edges) => {
      const ids = Array.from({ length: size }, newRecordId);
      const at = (index: number) => ids[index] ?? newRecordId();
      const records = ids.map((id, index) => ({ id, fields: { name: `N${index}` } }));
      await f.as((tx) => f.records.createMany(tx, { entityType: "companies", records, startRuns: false }, SEED));
      for (const [from, own] of Map.groupBy(edges, (one) => one.from)) {
        const fields = Object.fromEntries(
          [...Map.groupBy(own, (one) => one.by)].map(([by, list]) => [by, [...new Set(list.map((one) => at(one.to)))]]),
        );
        await f.as((tx) => f.records.updateMany(tx, { entityType: "companies", ids: [at(from)], fields }, SEED));
      }
      const gone = new Set([0]);
      for (let grown = true; grown;) {
        const before = gone.size;
        for (const one of edges) if (one.by === "cascade" && gone.has(one.to)) gone.add(one.from);
        grown = gone.size > before;
      }
      const refused = edges.some((one) => one.by === "refuse" && gone.has(one.to) && !gone.has(one.from));
      const result = await remove(f, [at(0)]).then(
        (done) => done.deleted,
        (error: { code: string }) => error.code,
      );
      expect(result).toBe(refused ? "conflict" : gone.size);
      expect(await dangling(f)).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

test("a relation to a record that is not visible says so without its name, and stays when other fields change", async () => {
  await using f = await fixture();
  const { sales } = f.tenant.principals;
  await relate(f, "companies", { targetEntityType: "companies", multiple: true }, "Partners");
  const hidden = await add(f, "Hidden");
  const own = await add(f, "Own", {}, sales);
  const key = { entityType: "companies", id: own };
  await f.as((tx) =>
    f.records.updateMany(tx, { entityType: "companies", ids: [own], fields: { partners: [hidden, own] } }, SEED),
  );
  const seen = await f.as((tx) => f.records.get(tx, key), sales);
  expect(seen.record).toMatchObject({ fields: { partners: [own] }, hiddenRelations: ["partners"] });
  expect(seen.references.map((reference) => reference.displayName)).toEqual(["Own"]);
  await f.as((tx) => f.records.update(tx, { ...key, version: 2, fields: { partners: null } }, SEED), sales);
  const after = await f.as((tx) => f.records.get(tx, key));
  expect(after.record.fields["partners"]).toEqual([hidden]);
  expect(after.record.hiddenRelations).toBeUndefined();
});
