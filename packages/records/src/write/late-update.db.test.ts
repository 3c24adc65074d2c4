import type { RecordKey } from "@catalyst/contracts";
import type { TenantTransaction } from "@catalyst/db";
import { LateEffectError } from "@catalyst/workflow-engine";
import { expect, test } from "vitest";
import { company, fieldInput, fixture, newRecordId, type Fixture } from "../record-service.fixture.ts";

const STEP = { kind: "workflow_run", runId: newRecordId(), stepKey: "write", rootId: newRecordId(), depth: 0 } as const;

/** A transaction that counts writes of records. */
function counting(tx: TenantTransaction): { readonly tx: TenantTransaction; readonly writes: () => number } {
  let writes = 0;
  const query: TenantTransaction["query"] = (name, text, values) => {
    if (text.includes("update crm.records")) writes += 1;
    return tx.query(name, text, values);
  };
  return { tx: { ...tx, query }, writes: () => writes };
}

async function acme(f: Fixture): Promise<RecordKey> {
  const { record } = await f.as((tx) => f.records.create(tx, company("Acme"), STEP));
  return { entityType: record.entityType, id: record.id };
}

type Late = { readonly f: Fixture; readonly tx: TenantTransaction; readonly key: RecordKey };
const late = ({ f, tx, key }: Late, fields: Record<string, string>) =>
  f.records.update(tx, { ...key, version: null, late: true, fields }, STEP);

test("changes of one record in a row are one write, with a version and an audit row each", async () => {
  await using f = await fixture();
  const key = await acme(f);

  const { last, writes } = await f.as(async (inner) => {
    const { tx, writes: count } = counting(inner);
    await late({ f, tx, key }, { city: "Bern" });
    await late({ f, tx, key }, { phone: "1" });
    const { record } = await late({ f, tx, key }, { city: "Thun" });
    expect(count()).toBe(0);
    await tx.query(null, "select 1", []);
    return { last: record, writes: count() };
  });

  expect(writes).toBe(1);
  expect(last).toMatchObject({ version: 4, fields: { name: "Acme", city: "Thun", phone: "1" } });
  expect((await f.as((tx) => f.records.get(tx, key))).record).toEqual(last);
  const history = await f.as((tx) => f.records.history(tx, { ...key, limit: 3 }));
  expect(history.entries.map((entry) => [entry.before, entry.after])).toEqual([
    [{ city: "Bern" }, { city: "Thun" }],
    [{ phone: null }, { phone: "1" }],
    [{ city: null }, { city: "Bern" }],
  ]);
  expect(f.changes.map((change) => change.recordVersion)).toEqual([1, 2, 3, 4]);
});

test("whatever reads next sees the change, and the end of the transaction keeps it", async () => {
  await using f = await fixture();
  const key = await acme(f);
  await f.as(async (tx) => {
    await late({ f, tx, key }, { city: "Bern" });
    expect((await f.records.get(tx, key)).record.fields).toMatchObject({ city: "Bern" });
    await late({ f, tx, key }, { city: "Thun" });
  });
  expect((await f.as((tx) => f.records.get(tx, key))).record.fields).toMatchObject({ city: "Thun" });
});

test("a value that may be taken is written at once, where its step hears of it", async () => {
  await using f = await fixture();
  const field = fieldInput({ label: "Number", type: "text", unique: true });
  await f.as((tx) => f.records.createField(tx, { entityType: "companies", field }));
  await f.as((tx) => f.records.create(tx, company("First", { number: "A-1" }), STEP));
  const key = await acme(f);
  await expect(f.as((tx) => late({ f, tx, key }, { number: "A-1" }))).rejects.toMatchObject({
    code: "field_invalid",
    problems: [{ field: "number", code: "taken" }],
  });
});

test("a write that fails late says so, and leaves nothing", async () => {
  await using f = await fixture();
  const key = await acme(f);
  await f.db.adminQuery("alter table crm.companies add constraint no_boom check (city <> 'boom')");
  const failing = f.as(async (tx) => {
    await late({ f, tx, key }, { city: "boom" });
    await late({ f, tx, key }, { phone: "1" });
  });
  await expect(failing).rejects.toBeInstanceOf(LateEffectError);
  expect((await f.as((tx) => f.records.get(tx, key))).record.version).toBe(1);
});

test("changes of several records in a row are one write, each with its own reason", async () => {
  await using f = await fixture();
  const keys = [await acme(f), await acme(f), await acme(f)];
  const reasons = keys.map(() => ({ ...STEP, runId: newRecordId() }));
  const writes = await f.as(async (inner) => {
    const { tx, writes: count } = counting(inner);
    await f.records.foresee(tx, keys);
    for (const [index, key] of keys.entries())
      for (const city of ["Bern", `Thun ${index}`])
        await f.records.update(tx, { ...key, version: null, late: true, fields: { city } }, reasons[index] ?? STEP);
    expect(count()).toBe(0);
    await tx.query(null, "select 1", []);
    return count();
  });
  expect(writes).toBe(1);
  const audits = await f.db.adminQuery<{ record_id: string; reason_id: string; after: unknown }>(
    "select record_id, reason_id, after from crm.audit_log where action = 'updated' order by audit_id",
  );
  expect(audits).toEqual(
    keys.flatMap(({ id }, index) =>
      ["Bern", `Thun ${index}`].map((city) => ({ record_id: id, reason_id: reasons[index]?.runId, after: { city } })),
    ),
  );
});

test("a record that was foreseen and is written some other way before its turn is read again", async () => {
  await using f = await fixture();
  const [key, other] = [await acme(f), await acme(f)];
  await f.as(async (tx) => {
    await f.records.foresee(tx, [key, other]);
    await f.records.update(tx, { ...key, version: null, fields: { city: "Bern" } }, STEP);
    await late({ f, tx, key }, { phone: "1" });
    await f.records.delete(tx, { entityType: "companies", ids: [other.id] }, STEP);
    await expect(late({ f, tx, key: other }, { phone: "1" })).rejects.toMatchObject({ code: "not_found" });
  });
  expect((await f.as((tx) => f.records.get(tx, key))).record).toMatchObject({
    version: 3,
    fields: { city: "Bern", phone: "1" },
  });
});
