import { expect, test } from "vitest";
import { FieldId } from "@catalyst/contracts";
import { runNumberingBatch } from "../admin/auto-number.ts";
import { company, fieldInput, fixture, listInput, newRecordId, type Fixture } from "../record-service.fixture.ts";

const screen = { kind: "screen" } as const;

async function addNumber(f: Fixture, config: { prefix?: string; startAt?: number } = {}) {
  return f.as((tx) =>
    f.records.createField(tx, {
      entityType: "companies",
      field: fieldInput({ label: "Number", type: "autoNumber", config, indexed: true }),
    }),
  );
}

async function numbers(f: Fixture): Promise<readonly unknown[]> {
  const page = await f.as((tx) =>
    f.records.list(tx, listInput({ entityType: "companies", sort: { field: "number", direction: "asc" }, limit: 200 })),
  );
  return page.records.map((record) => record.fields["number"]);
}

test("records that are made at once never get the same number, and a rollback leaves no gap", async () => {
  await using f = await fixture();
  await addNumber(f, { startAt: 100 });
  const one = () => f.as((tx) => f.records.create(tx, company("One"), screen));
  const many = () =>
    f.as((tx) =>
      f.records.createMany(
        tx,
        {
          entityType: "companies",
          records: Array.from({ length: 7 }, () => ({ fields: { name: "Many" } })),
          startRuns: false,
        },
        screen,
      ),
    );
  const lost = async () =>
    f
      .as(async (tx) => {
        await f.records.create(tx, company("Lost"), screen);
        throw new Error("rolled back");
      })
      .catch(() => undefined);
  await Promise.all([one(), many(), lost(), one(), many(), lost(), many(), one()]);
  expect(await numbers(f)).toEqual(Array.from({ length: 24 }, (_unused, index) => 100 + index));
});

test("a number is shown by the record that was made, kept by updates and never written", async () => {
  await using f = await fixture();
  await addNumber(f);
  const { record } = await f.as((tx) => f.records.create(tx, company("One"), screen));
  expect(record.fields["number"]).toBe(1);
  const update = (fields: Record<string, number | string>) =>
    f.as((tx) => f.records.update(tx, { entityType: "companies", id: record.id, version: null, fields }, screen));
  expect((await update({ city: "Bern" })).record.fields["number"]).toBe(1);
  await expect(update({ number: 2 })).rejects.toMatchObject({ problems: [{ field: "number", code: "read_only" }] });
});

test("records of before the field are numbered oldest first, new ones follow them", async () => {
  await using f = await fixture();
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    const { record } = await f.as((tx) => f.records.create(tx, { ...company(`C${index}`), id: newRecordId() }, screen));
    ids.push(record.id);
  }
  const field = await addNumber(f);
  expect(f.fieldJobs).toEqual([
    { kind: "autoNumber", fieldId: field.fieldId },
    { kind: "autoNumber", fieldId: field.fieldId },
  ]);
  const { record: fresh } = await f.as((tx) => f.records.create(tx, company("New"), screen));
  expect(fresh.fields["number"]).toBe(6);
  const batch = () => f.as((tx) => runNumberingBatch(tx, FieldId.parse(field.fieldId)));
  while (!(await batch()).done);
  const found = await f.as((tx) => f.records.getMany(tx, { entityType: "companies", ids }));
  expect(found.records.map((record) => record.fields["number"])).toEqual([1, 2, 3, 4, 5]);
  expect(await batch()).toEqual({ done: true });
  expect((await numbers(f)).length).toBe(6);
});

test("records that were made while the field was archived are numbered when it comes back", async () => {
  await using f = await fixture();
  const field = await addNumber(f);
  await f.as((tx) => f.records.create(tx, company("One"), screen));
  await f.as((tx) => f.records.archiveField(tx, FieldId.parse(field.fieldId)));
  await f.as((tx) => f.records.create(tx, company("Two"), screen));
  await f.as((tx) => f.records.restoreField(tx, FieldId.parse(field.fieldId)));
  await f.as((tx) => f.records.create(tx, company("Three"), screen));
  const batch = () => f.as((tx) => runNumberingBatch(tx, FieldId.parse(field.fieldId)));
  while (!(await batch()).done);
  expect(await numbers(f)).toEqual([1, 2, 3]);
});

test("the first number stays what it was", async () => {
  await using f = await fixture();
  const field = await addNumber(f, { startAt: 5 });
  const change = f.as((tx) =>
    f.records.updateField(tx, {
      fieldId: FieldId.parse(field.fieldId),
      version: field.version,
      patch: { config: { startAt: 1 } },
    }),
  );
  await expect(change).rejects.toMatchObject({ problems: [{ field: "config.startAt", code: "fixed" }] });
});
