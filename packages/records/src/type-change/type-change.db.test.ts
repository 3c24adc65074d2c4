import { expect, test } from "vitest";
import type { FieldValue, TypeChange } from "@catalyst/contracts";
import { addField, runJobs, type MadeField } from "../admin/field-jobs.fixture.ts";
import { company, fixture, listInput, type Fixture } from "../record-service.fixture.ts";

const SEED = { kind: "seed" } as const;

async function fill(f: Fixture, key: string, values: readonly FieldValue[]): Promise<readonly string[]> {
  const records = values.map((value, index) => ({ fields: { name: `C${index}`, [key]: value } }));
  const made = await f.as((tx) =>
    f.records.createMany(tx, { entityType: "companies", records, startRuns: false }, SEED),
  );
  return made.flatMap((one) => (one.ok ? [one.id] : []));
}

const valuesOf = async (f: Fixture, key: string): Promise<readonly FieldValue[]> => {
  const page = await f.as((tx) =>
    f.records.list(tx, listInput({ entityType: "companies", sort: { field: "name", direction: "asc" }, limit: 200 })),
  );
  return page.records.map((record) => record.fields[key] ?? null);
};

const plan = (f: Fixture, field: MadeField, type: "number" | "select" | "text" | "date"): Promise<TypeChange> =>
  f.as((tx) => f.fields.planTypeChange(tx, { fieldId: field.fieldId, type, config: {} }));

async function change(f: Fixture, field: MadeField, type: "number" | "select" | "text"): Promise<TypeChange> {
  const planned = await plan(f, field, type);
  await f.as((tx) => f.fields.changeType(tx, planned.conversionId));
  await runJobs(f);
  return f.as((tx) => f.fields.typeChange(tx, planned.conversionId));
}

test("a dry run counts what is clean, loses something or fails, with samples, and changes nothing", async () => {
  await using f = await fixture();
  const size = await addField(f, { label: "Size", type: "text" });
  await fill(f, "size", ["12", "1.50", "many", null, "7"]);

  const planned = await plan(f, size, "number");

  expect(planned).toMatchObject({
    state: "planned",
    fromType: "text",
    toType: "number",
    doneRecords: 5,
    totalRecords: 5,
    counts: { clean: 2, lossy: 1, failed: 1 },
    blockers: [],
    losesIndex: false,
  });
  expect(planned.samples).toContainEqual(
    expect.objectContaining({ outcome: "failed", before: "many", after: null, reason: "is not a number" }),
  );
  expect(await valuesOf(f, "size")).toEqual(["12", "1.50", "many", null, "7"]);
});

test("a change converts all records, keeps the index, and says what became of them", async () => {
  await using f = await fixture();
  const size = await addField(f, { label: "Size", type: "text", indexed: true });
  await fill(f, "size", ["12", "x", "7", null]);

  const changed = await change(f, size, "number");

  expect(changed).toMatchObject({ state: "changed", counts: { clean: 2, lossy: 0, failed: 1 } });
  expect(await valuesOf(f, "size")).toEqual([12, null, 7, null]);
  const [field] = (
    await f.as((tx) => f.records.listFields(tx, { entityType: "companies", archived: false }))
  ).fields.filter((one) => one.key === "size");
  expect(field).toMatchObject({ type: "number", slot: "n1", indexState: "ready" });
  const found = await f.as((tx) =>
    f.records.count(tx, {
      entityType: "companies",
      deleted: false,
      filter: { kind: "condition", field: "size", operator: "atLeast", value: 10 },
    }),
  );
  expect(found.count).toBe(1);
});

test("texts become choices, each text one option, and choices texts again", async () => {
  await using f = await fixture();
  const tier = await addField(f, { label: "Tier", type: "text" });
  await fill(f, "tier", ["Gold", "Gold", "Silver", null]);

  const changed = await change(f, tier, "select");

  expect(changed.toConfig.options?.map((option) => option.label).toSorted()).toEqual(["Gold", "Silver"]);
  expect(await valuesOf(f, "tier")).toEqual(["gold", "gold", "silver", null]);
  await change(f, tier, "text");
  expect(await valuesOf(f, "tier")).toEqual(["Gold", "Gold", "Silver", null]);
});

test("an undo brings back what the change lost, and keeps what was written since", async () => {
  await using f = await fixture();
  const size = await addField(f, { label: "Size", type: "text" });
  const ids = await fill(f, "size", ["1.50", "many", "7", null]);
  const { conversionId } = await change(f, size, "number");
  const update = (index: number, value: FieldValue) =>
    f.as((tx) =>
      f.records.updateMany(
        tx,
        { entityType: "companies", ids: [ids[index] ?? ""] as never, fields: { size: value } },
        SEED,
      ),
    );
  await update(2, 8);
  await update(3, 9);

  await f.as((tx) => f.fields.undoTypeChange(tx, conversionId));
  await runJobs(f);

  expect(await f.as((tx) => f.fields.typeChange(tx, conversionId))).toMatchObject({ state: "undone", undoLost: 0 });
  expect(await valuesOf(f, "size")).toEqual(["1.50", "many", "8", "9"]);
  const fields = (await f.as((tx) => f.records.metadata(tx))).customFields;
  expect(fields.find((field) => field.key === "size")).toMatchObject({ type: "text", storage: { kind: "values" } });
});

test.each([1, 2, 3])("fields listed while an undo ends, after statement %i, are not from before it", async (pause) => {
  await using f = await fixture();
  const size = await addField(f, { label: "Size", type: "text" });
  await fill(f, "size", ["7"]);
  const { conversionId } = await change(f, size, "number");
  await f.as((tx) => f.fields.undoTypeChange(tx, conversionId));
  let statements = 0;

  const listed = await f.as((tx) => {
    const query: typeof tx.query = async (...statement) => {
      const answer = await tx.query(...statement);
      statements += 1;
      if (statements === pause) await runJobs(f);
      return answer as never;
    };
    return f.records.listFields({ ...tx, query }, { entityType: "companies", archived: false });
  });

  expect(statements).toBeGreaterThanOrEqual(pause);
  const type = listed.fields.find(({ key }) => key === "size")?.type;
  if (listed.status[size.fieldId]?.typeChange === null) expect(type).toBe("text");
  else expect(["text", "number"]).toContain(type);
});

test("a writer that began before the change and ends after it loses nothing", async () => {
  await using f = await fixture();
  const size = await addField(f, { label: "Size", type: "text" });
  const [first = ""] = await fill(f, "size", ["1", "2"]);
  const planned = await plan(f, size, "number");
  const [begun, mayWrite, changed] = [
    Promise.withResolvers<void>(),
    Promise.withResolvers<void>(),
    Promise.withResolvers<void>(),
  ];
  const writer = f.as(async (tx) => {
    await f.records.metadata(tx);
    begun.resolve();
    await mayWrite.promise;
    await tx.query(
      null,
      `update crm.records set values = values || '{"size": "30"}' where tenant_id = $1 and entity_type = 'companies' and id = $2`,
      [f.tenant.tenantId, first],
    );
    await f.records.create(tx, company("New", {}), SEED);
    await tx.query(
      null,
      `update crm.records set values = values || '{"size": "40"}' where tenant_id = $1 and entity_type = 'companies' and display_name = 'New'`,
      [f.tenant.tenantId],
    );
  });
  await begun.promise;
  await f.as((tx) => f.fields.changeType(tx, planned.conversionId));
  await runJobs(f);
  changed.resolve();
  mayWrite.resolve();
  await writer;

  expect((await f.as((tx) => f.fields.typeChange(tx, planned.conversionId))).state).toBe("changed");
  await f.as((tx) => f.fields.runTypeChangeBatch(tx, planned.conversionId));
  expect(await valuesOf(f, "size")).toEqual([30, 2, 40]);
});

test(
  "records written while they are converted are in the new form, whoever wrote them",
  { timeout: 60_000 },
  async () => {
    await using f = await fixture();
    const size = await addField(f, { label: "Size", type: "text" });
    const ids = await fill(
      f,
      "size",
      Array.from({ length: 1_500 }, (_, index) => String(index)),
    );
    const planned = await plan(f, size, "number");
    const last = new Map<string, number>();
    let writing = true;
    const writers = Array.from({ length: 3 }, async (_, writer) => {
      for (let round = 0; writing; round += 1) {
        const id = ids[(writer + 3 * round) % ids.length] ?? "";
        const value = 10_000 + round;
        try {
          await f.as((tx) =>
            f.records.updateMany(
              tx,
              { entityType: "companies", ids: [id] as never, fields: { size: String(value) } },
              SEED,
            ),
          );
          last.set(id, value);
        } catch (error) {
          // Texts are refused once the field is a number: the form is loaded anew.
          expect(error).toMatchObject({ code: "field_invalid", problems: [{ field: "size", code: "wrong_type" }] });
          writing = false;
        }
      }
    });
    await f.as((tx) => f.fields.changeType(tx, planned.conversionId));
    await runJobs(f);
    writing = false;
    await Promise.all(writers);
    await runTypeChangeToTheEnd(f, planned);

    const wanted = new Map(ids.map((id, index) => [id, last.get(id) ?? index]));
    const rows = await f.db.adminQuery<{ id: string; value: number }>(
      "select id, (values -> 'size~1')::float8 as value from crm.records where entity_type = 'companies'",
    );
    expect(rows.filter((row) => wanted.get(row.id) !== row.value)).toEqual([]);
    expect(last.size).toBeGreaterThan(0);
    expect(await f.db.adminQuery("select from crm.record_rechecks")).toEqual([]);
  },
);

async function runTypeChangeToTheEnd(f: Fixture, planned: TypeChange): Promise<void> {
  while (!(await f.as((tx) => f.fields.runTypeChangeBatch(tx, planned.conversionId))).done);
}

test("a change that was given up leaves the field as it was and nothing behind", async () => {
  await using f = await fixture();
  const size = await addField(f, { label: "Size", type: "text" });
  await fill(f, "size", ["1", "2"]);
  const planned = await plan(f, size, "number");
  await f.as((tx) => f.fields.changeType(tx, planned.conversionId));
  await f.as((tx) => f.fields.runTypeChangeBatch(tx, planned.conversionId));

  expect(await f.as((tx) => f.fields.cancelTypeChange(tx, planned.conversionId))).toMatchObject({ state: "cancelled" });
  await runJobs(f);

  expect(await valuesOf(f, "size")).toEqual(["1", "2"]);
  expect(await f.db.adminQuery("select from crm.records where values ? 'size~1'")).toEqual([]);
  expect(await f.db.adminQuery("select from crm.value_purges")).toEqual([]);
  await change(f, size, "number");
  expect(await valuesOf(f, "size")).toEqual([1, 2]);
});

test("after its time a change is final: the old values go, and only they", async () => {
  await using f = await fixture();
  const size = await addField(f, { label: "Size", type: "text" });
  await fill(f, "size", ["1", "many"]);
  const { conversionId } = await change(f, size, "number");
  await f.db.adminQuery("update crm.value_purges set due_at = now() - interval '1 second'");
  const [purge] = await f.db.adminQuery<{ purge_id: string }>("select purge_id from crm.value_purges");
  f.fieldJobs.push({ kind: "purge", purgeId: purge?.purge_id ?? "" });
  await runJobs(f);

  expect(await f.as((tx) => f.fields.typeChange(tx, conversionId))).toMatchObject({ state: "final", undoUntil: null });
  expect(await f.db.adminQuery("select from crm.records where values ? 'size'")).toEqual([]);
  expect(await valuesOf(f, "size")).toEqual([1, null]);
  await expect(f.as((tx) => f.fields.undoTypeChange(tx, conversionId))).rejects.toMatchObject({ code: "conflict" });
});
