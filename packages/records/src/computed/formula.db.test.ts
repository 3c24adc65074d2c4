import { FieldId, type FieldConfig, type ResultType } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { company, fieldInput, fixture, listInput, type Fixture } from "../record-service.fixture.ts";

const SCREEN = { kind: "screen" } as const;

const formula = (f: Fixture, label: string, config: FieldConfig) =>
  f.as((tx) =>
    f.records.createField(tx, { entityType: "companies", field: fieldInput({ label, type: "formula", config }) }),
  );

const add = async (f: Fixture, fields: Readonly<Record<string, string | number | null>>) =>
  (await f.as((tx) => f.records.create(tx, company("Acme", fields), SCREEN))).record;

const recompute = async (f: Fixture) => {
  while (!(await f.as((tx) => f.records.runRecomputationBatch(tx, "companies"))).done);
};

test("a formula is computed with the record, in every way that a record is written", async () => {
  await using f = await fixture();
  await formula(f, "Twice", { expression: "employee_count * 2", resultType: "number" });
  await formula(f, "Shown", { expression: 'concat(name, ": ", twice)', resultType: "text" });

  const created = await add(f, { employee_count: 4 });
  expect(created.fields).toMatchObject({ twice: 8, shown: "Acme: 8" });
  const input = { entityType: "companies", records: [{ fields: { name: "B", employee_count: 5 } }], startRuns: false };
  const [made] = await f.as((tx) => f.records.createMany(tx, input, SCREEN));
  expect(made?.ok).toBe(true);
  const patch = { entityType: "companies", id: created.id, version: 1, fields: { employee_count: 10 } };
  const { record } = await f.as((tx) => f.records.update(tx, patch, SCREEN));
  expect(record).toMatchObject({ version: 2, fields: { twice: 20, shown: "Acme: 20" } });
  expect(f.changes.at(-1)?.changedFields).toEqual(expect.arrayContaining(["employee_count", "twice", "shown"]));

  const filter = { kind: "condition", field: "twice", operator: "atLeast", value: 15 } as const;
  const page = await f.as((tx) => f.records.list(tx, listInput({ entityType: "companies", filter })));
  expect(page.records.map((found) => found.fields["twice"])).toEqual([20]);
});

test("an error leaves the value empty and says why, and never blocks the change", async () => {
  await using f = await fixture();
  await formula(f, "Ratio", { expression: "100 / employee_count", resultType: "number" });
  await formula(f, "Rounded", { expression: "round(ratio)", resultType: "number" });

  const { id } = await add(f, { employee_count: 0 });
  const key = { entityType: "companies", id };
  expect((await f.as((tx) => f.records.get(tx, key))).record).toMatchObject({
    fields: { ratio: null, rounded: null },
    computed: { ratio: { error: "Division by zero" }, rounded: { error: "Ratio: Division by zero" } },
  });

  await f.as((tx) => f.records.update(tx, { ...key, version: 1, fields: { employee_count: 8 } }, SCREEN));
  const { record } = await f.as((tx) => f.records.get(tx, key));
  expect(record.fields).toMatchObject({ ratio: 12.5, rounded: 13 });
  expect(record.computed).toBeUndefined();
});

test("a new or changed formula is computed for all records by a job, and said to be old until then", async () => {
  await using f = await fixture();
  const { id } = await add(f, { employee_count: 3 });
  const field = await formula(f, "Twice", { expression: "employee_count * 2", resultType: "number" });
  const key = { entityType: "companies", id };
  const shown = async () => (await f.as((tx) => f.records.get(tx, key))).record;
  const state = async () =>
    (await f.as((tx) => f.records.metadata(tx))).customFields.find((found) => found.key === "twice")?.recompute;

  expect(f.recordJobs).toEqual([{ kind: "recompute", entityType: "companies" }]);
  expect(await state()).toEqual({ state: "running", progress: 0 });
  expect((await shown()).fields["twice"]).toBeNull();
  await recompute(f);
  expect(await state()).toBeUndefined();
  expect(await shown()).toMatchObject({ version: 1, fields: { twice: 6 } });

  await f.as((tx) =>
    f.records.updateField(tx, {
      fieldId: FieldId.parse(field.fieldId),
      version: field.version,
      patch: { config: { expression: "employee_count * 3", resultType: "number" } },
    }),
  );
  await f.as((tx) => f.records.cancelRecompute(tx, "companies"));
  await recompute(f);
  expect(await state()).toEqual({ state: "cancelled", progress: 0 });
  expect((await shown()).fields["twice"]).toBe(6);
  await f.as((tx) => f.records.recompute(tx, "companies"));
  await recompute(f);
  expect((await shown()).fields["twice"]).toBe(9);
});

test("a writer that read the formulas before they changed begins again, so that no old value is kept", async () => {
  await using f = await fixture();
  const { id } = await add(f, { employee_count: 3 });
  const known: number[] = [];

  const { record } = await f.as(async (tx) => {
    known.push((await f.records.metadata(tx)).version);
    if (known.length === 1) await formula(f, "Twice", { expression: "employee_count * 2", resultType: "number" });
    return f.records.update(tx, { entityType: "companies", id, version: 1, fields: { employee_count: 5 } }, SCREEN);
  });

  expect(known).toHaveLength(2);
  expect(record).toMatchObject({ version: 2, fields: { twice: 10 } });
});

test("a formula that can't be computed is refused with a sentence that says where", async () => {
  await using f = await fixture();
  const refused = async (expression: string, resultType: ResultType, message: string) =>
    expect(formula(f, "Own", { expression, resultType })).rejects.toMatchObject({
      code: "field_invalid",
      problems: [{ message: expect.stringContaining(message) }],
    });

  await refused("employee_count +", "text", "The formula ends too early. (At character 17.)");
  await refused("employee_count * 2", "text", "The formula gives a number, not a text.");
  await refused("today()", "date", "gives another value every day");
  await refused("company.name", "text", 'There is no field "company".');
  await refused("own + 1", "number", "This goes in a circle: Own -> Own.");
});

test("a circle of formulas is refused with its path, and a field that formulas read stays", async () => {
  await using f = await fixture();
  const total = await formula(f, "Total", { expression: "employee_count + 1", resultType: "number" });
  await formula(f, "Tax", { expression: "total * 0.2", resultType: "number" });
  const change = { fieldId: FieldId.parse(total.fieldId), version: 1 };

  const circle = f.as((tx) =>
    f.records.updateField(tx, { ...change, patch: { config: { expression: "tax * 5", resultType: "number" } } }),
  );
  await expect(circle).rejects.toMatchObject({
    problems: [{ field: "config.expression", message: "This goes in a circle: Total -> Tax -> Total." }],
  });
  await expect(f.as((tx) => f.records.archiveField(tx, change.fieldId))).rejects.toMatchObject({
    code: "conflict",
    message: "Total is read by Tax. Change that first.",
  });
});
