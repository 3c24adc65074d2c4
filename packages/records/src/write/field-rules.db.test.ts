import { expect, test } from "vitest";
import type { FieldInput, Filter, Principal } from "@catalyst/contracts";
import { company, fieldInput, fixture, listInput, type Fixture } from "../record-service.fixture.ts";

const screen = { kind: "screen" } as const;
const when = (field: string, value: string): Filter => ({ kind: "condition", field, operator: "equals", value });

async function addField(f: Fixture, input: Partial<FieldInput> & Pick<FieldInput, "label" | "type">) {
  return f.as((tx) => f.records.createField(tx, { entityType: "companies", field: fieldInput(input) }));
}

const create = (f: Fixture, fields: Record<string, string | number | null>, principal?: Principal) =>
  f.as((tx) => f.records.create(tx, company("Rules", fields), screen), principal);
const update = (f: Fixture, id: string, fields: Record<string, string | number | null>, principal?: Principal) =>
  f.as(
    (tx) => f.records.update(tx, { entityType: "companies", id: id as never, version: null, fields }, screen),
    principal,
  );

test("a field is required where its condition holds, and never while it is hidden", async () => {
  await using f = await fixture();
  await addField(f, {
    label: "Reason",
    type: "text",
    requiredWhen: when("industry", "Lost"),
    visibleWhen: { kind: "condition", field: "city", operator: "isNotEmpty", value: null },
  });
  const { record } = await create(f, { industry: "Lost" });
  await expect(create(f, { industry: "Lost", city: "Bern" })).rejects.toMatchObject({
    code: "field_invalid",
    problems: [{ field: "reason", code: "required" }],
  });
  await expect(update(f, record.id, { city: "Bern" })).rejects.toMatchObject({ problems: [{ field: "reason" }] });
  const filled = await update(f, record.id, { city: "Bern", reason: "Price" });
  expect(filled.record.fields["reason"]).toBe("Price");
  const hidden = await update(f, record.id, { city: null });
  expect(hidden.record.fields["reason"]).toBe("Price");
});

test("what was missing before a condition was made does not block other changes", async () => {
  await using f = await fixture();
  const { record } = await create(f, { industry: "Lost" });
  await addField(f, { label: "Reason", type: "text", requiredWhen: when("industry", "Lost") });
  expect((await update(f, record.id, { phone: "1" })).record.fields["phone"]).toBe("1");
  await expect(update(f, record.id, { reason: null })).rejects.toMatchObject({ problems: [{ field: "reason" }] });
});

test("conditions over fields that don't exist, paths and the field itself are refused", async () => {
  await using f = await fixture();
  for (const field of ["nothing", "company.name", "reason"]) {
    const made = addField(f, { label: "Reason", key: "reason", type: "text", visibleWhen: when(field, "x") });
    await expect(made).rejects.toMatchObject({ problems: [{ field: "visibleWhen", code: "bad_condition" }] });
  }
});

test("dynamic defaults are decided when the record is made", async () => {
  await using f = await fixture();
  await addField(f, { label: "Day", type: "date", defaultValue: "today" });
  await addField(f, { label: "Moment", type: "dateTime", defaultValue: "now" });
  await addField(f, { label: "Who", type: "user", defaultValue: "me" });
  const { record } = await create(f, {});
  const moment = record.fields["moment"];
  if (typeof moment !== "string") throw new Error("no moment");
  expect(record.fields["day"]).toBe(moment.slice(0, 10));
  expect(Math.abs(Date.parse(moment) - Date.now())).toBeLessThan(60_000);
  expect(record.fields["who"]).toBe(f.tenant.principals.admin.principalId);
});

test("a field that is closed to a role is revealed by nothing", async () => {
  await using f = await fixture();
  const { sales, manager } = f.tenant.principals;
  await addField(f, { label: "Margin", type: "number", readRoles: ["manager"], defaultValue: 7, indexed: true });
  const { record } = await create(f, {}, sales);
  expect(record.fields).not.toHaveProperty("margin");
  expect(f.changes.at(-1)?.record).not.toHaveProperty("margin");
  const key = { entityType: "companies", id: record.id };
  const seen = await f.as((tx) => f.records.get(tx, key), manager);
  expect(seen.record.fields["margin"]).toBe(7);
  await f.as((tx) => f.records.update(tx, { ...key, version: null, fields: { margin: 9 } }, screen), manager);

  const got = await f.as((tx) => f.records.get(tx, key), sales);
  expect(got.record.fields).not.toHaveProperty("margin");
  const metadata = await f.as((tx) => f.records.tenantMetadata(tx), sales);
  expect(JSON.stringify(metadata.entityTypes)).not.toContain("margin");
  const history = await f.as((tx) => f.records.history(tx, { ...key, limit: 10 }), sales);
  expect(JSON.stringify(history)).not.toContain("margin");
  const filter = { kind: "condition", field: "margin", operator: "equals", value: 9 } as const;
  const attempts = [
    () => f.as((tx) => f.records.list(tx, listInput({ entityType: "companies", filter })), sales),
    () => f.as((tx) => f.records.count(tx, { entityType: "companies", filter, deleted: false }), sales),
    () =>
      f.as(
        (tx) => f.records.list(tx, listInput({ entityType: "companies", sort: { field: "margin", direction: "asc" } })),
        sales,
      ),
  ];
  for (const attempt of attempts)
    await expect(attempt()).rejects.toMatchObject({ code: "bad_request", problems: [{ code: "unknown_field" }] });
  for (const margin of [9, 10])
    await expect(update(f, record.id, { margin }, sales)).rejects.toMatchObject({
      problems: [{ field: "margin", code: "unknown_field" }],
    });
  await update(f, record.id, { city: "Bern" }, sales);
  expect((await f.as((tx) => f.records.get(tx, key))).record.fields["margin"]).toBe(9);
});

test("a field that a role may not change is read-only for it, and kept by its changes", async () => {
  await using f = await fixture();
  const { sales } = f.tenant.principals;
  await addField(f, { label: "Margin", type: "number", writeRoles: ["manager"], required: true, defaultValue: 1 });
  const { record } = await create(f, {}, sales);
  expect(record.fields["margin"]).toBe(1);
  await expect(update(f, record.id, { margin: 2 }, sales)).rejects.toMatchObject({
    problems: [{ field: "margin", code: "read_only" }],
  });
  expect((await update(f, record.id, { margin: 1, city: "Bern" }, sales)).record.fields["city"]).toBe("Bern");
  const metadata = await f.as((tx) => f.records.metadata(tx), sales);
  const field = metadata.entityTypes.get("companies")?.fields.find((candidate) => candidate.key === "margin");
  expect(field?.readOnly).toBe(true);
});
