import { randomUUID } from "node:crypto";
import { CreateViewInput, FieldId, type SavedView } from "@catalyst/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fieldInput, fixture, type Fixture } from "../record-service.fixture.ts";
import { createViewService, type ViewService } from "./view-service.ts";

let f: Fixture;
let views: ViewService;
let fieldId: FieldId;
beforeAll(async () => {
  f = await fixture();
  views = createViewService({ metadata: f.records.metadata, newId: randomUUID });
  const field = await f.as((tx) =>
    f.records.createField(tx, {
      entityType: "companies",
      field: fieldInput({ label: "Tier", key: "tier", type: "text" }),
    }),
  );
  fieldId = FieldId.parse(field.fieldId);
});
afterAll(() => f[Symbol.asyncDispose]());

const input = (change: Partial<CreateViewInput> = {}): CreateViewInput =>
  CreateViewInput.parse({ entityType: "companies", name: "Mine", ...change });
const tierIs = (value: string) => ({ kind: "condition", field: "tier", operator: "equals", value }) as const;

test("a private view is its owner's alone; a shared one is everybody's, and a manager's to change", async () => {
  const { sales, manager, read_only: reader } = f.tenant.principals;
  const mine = await f.as((tx) => views.create(tx, input({ name: "Mine", filter: tierIs("A") })), sales);
  const shared = await f.as((tx) => views.create(tx, input({ name: "For all", shared: true })), manager);
  const names = async (principal: typeof sales) =>
    (await f.as((tx) => views.list(tx, "companies"), principal)).map((view) => view.name);

  expect(await names(sales)).toEqual(["For all", "Mine"]);
  expect(await names(reader)).toEqual(["For all"]);
  const rename = (view: SavedView, principal: typeof sales) =>
    f.as((tx) => views.update(tx, { viewId: view.viewId, version: view.version, name: "New" }), principal);
  await expect(rename(mine, manager)).rejects.toMatchObject({ code: "not_found" });
  await expect(rename(shared, sales)).rejects.toMatchObject({ code: "forbidden" });
  await expect(f.as((tx) => views.delete(tx, shared.viewId), sales)).rejects.toMatchObject({ code: "forbidden" });
  await expect(f.as((tx) => views.create(tx, input({ shared: true })), sales)).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await rename(shared, manager)).toMatchObject({ name: "New", version: 2 });
  await expect(rename(shared, manager)).rejects.toMatchObject({ code: "version_conflict", currentVersion: 2 });

  // The database keeps private rows apart too, whatever is asked of it.
  const rows = await f.as((tx) => tx.query(null, "select * from crm.views where name = 'Mine'", []), manager);
  expect(rows.rowCount).toBe(0);
});

test("there is one default for all and one for each person; making a shared view private takes it over", async () => {
  const { admin, manager } = f.tenant.principals;
  const made = async (name: string, shared: boolean, principal = admin) =>
    f.as((tx) => views.create(tx, input({ entityType: "deals", name, shared, isDefault: true })), principal);
  const [first, second] = [await made("First", true), await made("Second", true)];
  await made("Own", false);
  await made("Other's", false, manager);
  const defaults = async () =>
    (await f.as((tx) => views.list(tx, "deals"))).filter((view) => view.isDefault).map((view) => view.name);

  expect(await defaults()).toEqual(["Second", "Own"]);
  const taken = await f.as(
    (tx) => views.update(tx, { viewId: first.viewId, version: 1, shared: false, isDefault: true }),
    manager,
  );
  expect(taken.ownerId).toBe(manager.principalId);
  expect(await defaults()).toEqual(["Second", "Own"]);
  await f.as((tx) => views.delete(tx, second.viewId), manager);
  expect(await defaults()).toEqual(["Own"]);
});

test("a view is saved as it works, and says so when a field of it is gone", async () => {
  const unusable = input({ filter: { kind: "condition", field: "nothing", operator: "equals", value: "x" } });
  await expect(f.as((tx) => views.create(tx, unusable))).rejects.toMatchObject({
    problems: [{ field: "nothing", code: "unknown_field" }],
  });
  const view = await f.as((tx) =>
    views.create(
      tx,
      input({
        entityType: "contacts",
        name: "Tiers",
        filter: { ...tierIs("A"), field: "company.tier" },
        columns: ["name"],
      }),
    ),
  );
  const uses = async () =>
    (await f.as((tx) => tx.query(null, "select * from app.views_using('companies.tier')", []))).rows;

  expect(view.problems).toEqual([]);
  expect(await uses()).toContainEqual({ view_id: view.viewId, name: "Tiers", shared: false });
  // Somebody else's private view counts, without its name.
  expect(await uses()).toContainEqual({ view_id: expect.any(String), name: null, shared: false });
  await f.as((tx) => f.records.archiveField(tx, fieldId));
  const [listed] = await f.as((tx) => views.list(tx, "contacts"));
  expect(listed?.problems).toEqual([expect.objectContaining({ field: "company.tier", code: "unknown_field" })]);
});
