import fc from "fast-check";
import { expect, test } from "vitest";
import type { GlobalSearchInput, Principal } from "@catalyst/contracts";
import { prefixEnd } from "@catalyst/custom-fields";
import { company, fieldInput, fixture, type Fixture } from "../record-service.fixture.ts";

const SEED = { kind: "seed" } as const;

type Values = Readonly<Record<string, string | number | null>>;

const add = async (f: Fixture, entityType: string, fields: Values, principal?: Principal) =>
  (await f.as((tx) => f.records.create(tx, { entityType, fields }, SEED), principal)).record;

const search = (f: Fixture, text: string, input: Partial<GlobalSearchInput> = {}, principal?: Principal) =>
  f.as((tx) => f.records.search(tx, { text, limit: 8, ...input }), principal);

const names = async (f: Fixture, text: string, principal?: Principal) =>
  (await search(f, text, {}, principal)).groups.flatMap((group) => group.hits.map((hit) => hit.displayName));

/** What the words would be if they were made anew now, and what is kept. */
const wanted = `
  select r.entity_type, r.id, w.token from crm.records r
  left join crm.contacts c on c.tenant_id = r.tenant_id and c.id = r.id
  left join crm.companies o on o.tenant_id = r.tenant_id and o.id = r.id
  left join vault.search_maps m on m.tenant_id = r.tenant_id and m.entity_type = r.entity_type
  cross join unnest(crm.tokens_of(r.display_name, c.email, coalesce(c.phone, o.phone), o.website, r.values, m.fields)) w (token)
  where r.deleted_at is null`;
const kept = `select entity_type, record_id as id, weight || token as token from crm.record_tokens`;
const keptLists = `
  select s.entity_type, s.record_id as id, w.token from crm.record_search s, unnest(s.tokens) w (token)`;

test("records of all entity types are found by the beginnings of their words, without case and diacritics", async () => {
  await using f = await fixture();
  await add(f, "companies", { name: "Ärzte Nord AG" });
  await add(f, "contacts", { name: "Jürgen Ärmel" });
  await add(f, "deals", { name: "Arzneimittel für Nord" });
  const type = await f.as((tx) => f.records.createEntityType(tx, { label: "Project", labelPlural: "Projects" }));
  await add(f, type.key, { name: "Arzt-Praxis" });

  expect((await names(f, "arz")).sort()).toEqual(["Arzneimittel für Nord", "Arzt-Praxis", "Ärzte Nord AG"]);
  expect((await names(f, "NORD ärz")).sort()).toEqual(["Arzneimittel für Nord", "Ärzte Nord AG"]);
  expect(await names(f, "jurgen")).toEqual(["Jürgen Ärmel"]);
  expect(await names(f, "rzte")).toEqual([]);
  expect((await search(f, "arz", { entityTypes: ["deals"] })).groups.map((group) => group.entityType)).toEqual([
    "deals",
  ]);
});

test("a name that is what was typed comes first, then one that begins so, then whole words, then other fields", async () => {
  await using f = await fixture();
  await add(f, "contacts", { name: "Zoe", email: "anna@example.test" });
  await add(f, "contacts", { name: "Maria Annabel" });
  await add(f, "contacts", { name: "Maria Anna" });
  await add(f, "contacts", { name: "Annabel" });
  await add(f, "contacts", { name: "Anna" });
  const { groups } = await search(f, "anna");
  expect(groups[0]?.hits.map((hit) => hit.displayName)).toEqual([
    "Anna",
    "Annabel",
    "Maria Anna",
    "Maria Annabel",
    "Zoe",
  ]);
  expect(groups[0]?.hits.at(0)).toMatchObject({ nameRanges: [{ from: 0, to: 4 }], field: null });
  expect(groups[0]?.hits.at(-1)).toMatchObject({
    nameRanges: [],
    field: { key: "email", label: "E-mail", text: "anna@example.test", ranges: [{ from: 0, to: 4 }] },
  });
});

test("phone numbers are found as they are dialled abroad or at home, e-mail and web addresses by their domain", async () => {
  await using f = await fixture();
  await add(f, "contacts", { name: "Ann", email: "a.b@acme-corp.example", phone: "+41 (44) 123 45-67" });
  await add(f, "companies", { name: "Base", website: "https://www.base-camp.example/about", phone: "044 987 65 43" });
  for (const text of ["+41 44 123", "044 123 45 67", "0441234567", "41441", "acme", "acme-corp.example", "a.b@acme"])
    expect([text, await names(f, text)]).toEqual([text, ["Ann"]]);
  for (const text of ["044 987", "camp", "base-camp.ex"])
    expect([text, await names(f, text)]).toEqual([text, ["Base"]]);
  expect(await names(f, "www")).toEqual([]);
  expect(await names(f, "about")).toEqual([]);
});

test("what cannot be seen is not found, and what is in the bin neither", async () => {
  await using f = await fixture();
  const { sales } = f.tenant.principals;
  await add(f, "companies", { name: "Hidden Acme" });
  const own = await add(f, "companies", { name: "Own Acme" }, sales);
  expect(await names(f, "acme", sales)).toEqual(["Own Acme"]);
  expect((await names(f, "acme")).sort()).toEqual(["Hidden Acme", "Own Acme"]);
  await f.as((tx) => f.records.delete(tx, { entityType: "companies", ids: [own.id] }, SEED));
  expect(await names(f, "acme")).toEqual(["Hidden Acme"]);
  await f.as((tx) => f.records.restore(tx, { entityType: "companies", ids: [own.id] }, SEED));
  expect(await names(f, "acme", sales)).toEqual(["Own Acme"]);
});

test("a text field is searched once it is made searchable, also for records that exist, and no longer afterwards", async () => {
  await using f = await fixture();
  const field = await f.as((tx) =>
    f.records.createField(tx, { entityType: "companies", field: fieldInput({ label: "Alias", type: "text" }) }),
  );
  await add(f, "companies", { name: "Acme", alias: "Umbrella" });
  expect(await names(f, "umb")).toEqual([]);
  const setSearchable = (version: number, searchable: boolean) =>
    f.as((tx) =>
      f.records.updateField(tx, { fieldId: field.fieldId as never, version, patch: { config: { searchable } } }),
    );
  const reindex = () => f.as((tx) => f.records.runReindexBatch(tx, "companies"));
  const changed = await setSearchable(field.version, true);
  expect(f.recordJobs).toEqual([{ kind: "reindex", entityType: "companies" }]);
  await add(f, "companies", { name: "New", alias: "Umbria" });
  expect(await names(f, "umb")).toEqual(["New"]);
  expect((await search(f, "umb")).reindexing).toEqual([{ entityType: "companies", progress: 0 }]);
  while (!(await reindex()).done);
  expect((await search(f, "umb")).reindexing).toEqual([]);
  expect((await names(f, "umb")).sort()).toEqual(["Acme", "New"]);
  await setSearchable(changed.version, false);
  while (!(await reindex()).done);
  expect(await names(f, "umb")).toEqual([]);
});

test("a change that goes wrong changes no words", async () => {
  await using f = await fixture();
  const attempt = f.as(async (tx) => {
    await f.records.create(tx, company("Never there"), SEED);
    throw new Error("undone");
  });
  await expect(attempt).rejects.toThrow("undone");
  expect(await names(f, "never")).toEqual([]);
});

test("the words that are kept are those that the records would have now, whatever happened to them", async () => {
  await using f = await fixture();
  await f.as((tx) =>
    f.records.createField(tx, {
      entityType: "contacts",
      field: fieldInput({ label: "Alias", type: "text", config: { searchable: true } }),
    }),
  );
  const text = fc.constantFrom("Ann Bee", "ärger", "Acme AG", "x y z", "", "😀", "a-b.c", "Straße 5", "ann ann");
  const fields = fc.record(
    {
      name: text.map((name) => name || "n"),
      email: fc.constantFrom(null, "a@b.example", "ann@acme.example"),
      phone: fc.constantFrom(null, "+41 44 1", "0800 123"),
      alias: text,
    },
    { requiredKeys: ["name"] },
  );
  const step = fc.oneof(
    fc.record({ kind: fc.constant("create" as const), fields }),
    fc.record({ kind: fc.constant("update" as const), pick: fc.nat(), fields }),
    fc.record({ kind: fc.constantFrom("delete" as const, "restore" as const), pick: fc.nat() }),
  );
  const ids: string[] = [];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      for (const one of steps) {
        if (one.kind === "create") {
          ids.push((await add(f, "contacts", one.fields)).id);
          continue;
        }
        const id = ids[one.pick % Math.max(1, ids.length)];
        if (id === undefined) continue;
        const key = { entityType: "contacts", ids: [id as never] };
        const work: Promise<unknown> =
          one.kind === "update"
            ? f.as((tx) => f.records.updateMany(tx, { ...key, fields: one.fields }, SEED))
            : f.as((tx): Promise<unknown> => f.records[one.kind](tx, key, SEED));
        await work.catch((error: unknown) => expect(error).toMatchObject({ code: "not_found" }));
      }
      const words = async (statement: string) =>
        (await f.db.adminQuery(statement)).map((row) => JSON.stringify(row)).sort();
      const now = await words(wanted);
      expect(await words(kept)).toEqual(now);
      expect(await words(keptLists)).toEqual(now);
    }),
    { numRuns: 15 },
  );
});

test("who sees few of many records finds their own, however many others begin so", async () => {
  await using f = await fixture();
  const { sales } = f.tenant.principals;
  const others = Array.from({ length: 1_600 }, (_, index) => ({
    fields: { name: `Anna ${String(index).padStart(4, "0")}` },
  }));
  await f.as((tx) => f.records.createMany(tx, { entityType: "contacts", records: others, startRuns: false }, SEED));
  await add(f, "contacts", { name: "Anselm Zett" }, sales);
  expect(await names(f, "an", sales)).toEqual(["Anselm Zett"]);
  expect(await names(f, "zett an", sales)).toEqual(["Anselm Zett"]);
});

test("a search reads its part of the words' key and no more, as the application's role sees it", async () => {
  await using f = await fixture();
  await add(f, "contacts", { name: "Anna" });
  const plan = await f.as(async (tx) => {
    await tx.query(null, "set local enable_seqscan = off", []);
    const text = `explain select t.record_id from crm.record_tokens t
      where t.tenant_id = $1 and t.entity_type = $2 and t.token >= $3 and t.token < $4 order by t.token, t.weight limit 500`;
    const values = [tx.principal.tenantId, "contacts", "an", prefixEnd("an")];
    return (await tx.query<{ "QUERY PLAN": string }>(null, text, values)).rows
      .map((row) => row["QUERY PLAN"])
      .join("\n");
  });
  expect(plan).toMatch(/Index.* Scan using record_tokens_pkey/);
  expect(plan).toMatch(/Index Cond: .*token >= 'an'.*token < /);
  expect(plan).not.toContain("Sort");
});
