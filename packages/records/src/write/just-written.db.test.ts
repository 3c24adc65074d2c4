import type { TenantTransaction } from "@catalyst/db";
import { expect, test } from "vitest";
import { company, fixture, newRecordId } from "../record-service.fixture.ts";

const STEP = { kind: "workflow_run", runId: newRecordId(), stepKey: "write", rootId: newRecordId(), depth: 0 } as const;

/** A transaction that counts how often records are read for a change. */
function counting(tx: TenantTransaction): { readonly tx: TenantTransaction; readonly reads: () => number } {
  let reads = 0;
  const query: TenantTransaction["query"] = (name, text, values) => {
    if (/\bfor (no key )?update\b/.test(text)) reads += 1;
    return tx.query(name, text, values);
  };
  return { tx: { ...tx, query }, reads: () => reads };
}

test("steps that change one record in a row read it once, and leave what they would have left", async () => {
  await using f = await fixture();
  const { record } = await f.as((tx) => f.records.create(tx, company("Acme"), STEP));
  const key = { entityType: "companies", id: record.id } as const;

  const { last, reads } = await f.as(async (inner) => {
    const { tx, reads: count } = counting(inner);
    const write = (fields: Record<string, string>) => f.records.update(tx, { ...key, version: null, fields }, STEP);
    await write({ city: "Bern" });
    await write({ phone: "1" });
    return { last: (await write({ city: "Thun" })).record, reads: count() };
  });

  expect(reads).toBe(1);
  expect(last).toMatchObject({ version: 4, fields: { name: "Acme", city: "Thun", phone: "1" } });
  expect((await f.as((tx) => f.records.get(tx, key))).record).toEqual(last);
  const history = await f.as((tx) => f.records.history(tx, { ...key, limit: 3 }));
  expect(history.entries.map((entry) => [entry.before, entry.after])).toEqual([
    [{ city: "Bern" }, { city: "Thun" }],
    [{ phone: null }, { phone: "1" }],
    [{ city: null }, { city: "Bern" }],
  ]);
});

test("another write between two changes of a record makes the second one read it", async () => {
  await using f = await fixture();
  const { record } = await f.as((tx) => f.records.create(tx, company("Acme"), STEP));
  const key = { entityType: "companies", id: record.id } as const;

  const gone = f.as(async (tx) => {
    await f.records.update(tx, { ...key, version: null, fields: { city: "Bern" } }, STEP);
    await f.records.delete(tx, { entityType: "companies", ids: [record.id] }, STEP);
    await f.records.update(tx, { ...key, version: null, fields: { city: "Thun" } }, STEP);
  });

  await expect(gone).rejects.toMatchObject({ code: "not_found" });
});
