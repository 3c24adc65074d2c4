import { afterAll, beforeAll, expect, test } from "vitest";
import type { DateRange, EntityType, FieldType, Filter, Operator, Sort } from "@catalyst/contracts";
import { compileList, type FilterClock } from "@catalyst/custom-fields";
import { requireEntityType, type Metadata } from "../metadata/metadata.ts";
import { fieldInput, fixture, type Fixture } from "../record-service.fixture.ts";

const RECORDS = 12_000;
/** The first batch is small: the statistics after it make foreign keys be checked by index. */
const BATCHES = [0, 500, 4_000, 8_000, RECORDS];
const CLOCK: FilterClock = { now: "2026-11-22T12:00:00Z", timeZone: "Europe/Berlin", weekStartsOn: 1 };

/** Key of each indexed field, its type, and its value in record n as SQL. */
const FIELDS: readonly (readonly [string, FieldType, string])[] = [
  ["score", "number", "to_jsonb(n % 1000)"],
  ["price", "currency", "jsonb_build_object('amount', n % 500, 'currency', 'EUR')"],
  ["code", "text", "to_jsonb('code ' || n % 300)"],
  ["tier", "select", "to_jsonb(case when n % 100 = 0 then 'a' else 'b' end)"],
  ["since", "date", "to_jsonb((date '2020-01-01' + n % 3000)::text)"],
  [
    "seen",
    "dateTime",
    "to_jsonb(to_char(timestamp '2024-01-01' + n % 1500 * interval '1 day', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'))",
  ],
  ["active", "boolean", "to_jsonb(n % 200 = 0)"],
  ["keeper", "user", "to_jsonb(p.id[1 + (n % 100 <> 0)::int])"],
];

const TYPE = "c_parts";

let f: Fixture;
let metadata: Metadata;
let parts: EntityType;
beforeAll(async () => {
  f = await fixture();
  await f.as((tx) => f.records.createEntityType(tx, { key: TYPE, label: "Part", labelPlural: "Parts" }));
  const options = ["a", "b"].map((id) => ({ id, label: id, hue: "slate" as const, archived: false }));
  const create = async (field: Parameters<typeof fieldInput>[0]) =>
    f.as((tx) => f.records.createField(tx, { entityType: TYPE, field: fieldInput(field) }));
  for (const [key, type] of FIELDS)
    await create({ label: key, key, type, indexed: true, config: type === "select" ? { options } : {} });
  const whole = await create({ label: "Whole", key: "whole", type: "relation", config: { targetEntityType: TYPE } });
  const { admin, sales } = f.tenant.principals;
  const people = [admin.principalId, sales.principalId];
  for (const [at, last] of BATCHES.slice(1).entries()) {
    await f.as((tx) => insertParts(tx, people, { first: (BATCHES[at] ?? 0) + 1, last }));
    await f.db.adminQuery("analyze", []);
  }
  await f.as((tx) => linkParts(tx, whole.fieldId));
  // Indexes answer by themselves for pages that a vacuum has seen.
  await f.db.adminQuery("vacuum (analyze) crm.records", []);
  metadata = await f.as((tx) => f.records.metadata(tx));
  parts = requireEntityType(metadata, TYPE);
}, 60_000);
afterAll(() => f[Symbol.asyncDispose]());

type Transaction = Parameters<Parameters<Fixture["as"]>[0]>[0];
type Batch = { readonly first: number; readonly last: number };

/** Records as the service would write them, in one statement. */
async function insertParts(tx: Transaction, people: readonly string[], batch: Batch): Promise<void> {
  const values = FIELDS.map(([key, , sql]) => `'${key}', ${sql}`).join(", ");
  await tx.query(
    null,
    `insert into crm.records (tenant_id, entity_type, id, owner_id, display_name, created_at, values)
     select $1, '${TYPE}', gen_random_uuid(), p.id[1 + n % 2], 'Part ' || n,
       timestamptz '2020-01-01' + (n * 7919 % ${RECORDS}) * interval '1 hour', jsonb_build_object(${values})
     from generate_series($3::int, $4::int) n, (select $2::uuid[] as id) p`,
    [tx.principal.tenantId, people, batch.first, batch.last],
  );
}

/** Every second part belongs to the one before it. */
async function linkParts(tx: Transaction, fieldId: string | null): Promise<void> {
  await tx.query(
    null,
    `with numbered as (select id, row_number() over (order by created_at, id) as n from crm.records where tenant_id = $1 and entity_type = '${TYPE}')
     insert into crm.record_links (tenant_id, field_id, from_type, from_id, to_type, to_id, single)
     select $1, $2, '${TYPE}', part.id, '${TYPE}', whole.id, true
     from numbered part join numbered whole on whole.n = part.n - 1 where part.n % 2 = 0`,
    [tx.principal.tenantId, fieldId],
  );
}

type PlanNode = {
  readonly "Node Type": string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Rows Removed by Index Recheck"?: number;
  readonly "Relation Name"?: string;
  readonly "Heap Fetches"?: number;
  readonly Plans?: readonly PlanNode[];
};

type Reading = { readonly rows: number; readonly read: number };

/** Runs a list as the application's role and tells how many rows of records its plan touched. */
async function reading(filter: Filter, sort: Sort): Promise<Reading> {
  const selection = (tx: Transaction) => ({
    entityType: parts,
    entityTypes: metadata.entityTypes,
    clock: CLOCK,
    principal: tx.principal,
    filter,
    deleted: false,
  });
  return f.as(async (tx) => {
    const list = compileList(selection(tx), sort, undefined);
    const { text, values } = list.select({ columns: "r.id", phase: "values", after: null, limit: 50 });
    const explained = await tx.query<{ "QUERY PLAN": [{ Plan: PlanNode }] }>(
      null,
      `explain (analyze, format json) ${text}`,
      values,
    );
    const [root] = explained.rows[0]?.["QUERY PLAN"] ?? [];
    if (root === undefined) throw new Error("no plan");
    return { rows: root.Plan["Actual Rows"], read: touched(root.Plan) };
  });
}

/** Rows that scans of records took from the table, given or thrown away; an index that answers by itself reads none. */
function touched(node: PlanNode): number {
  const inner = (node.Plans ?? []).reduce((sum, child) => sum + touched(child), 0);
  if (!(node["Relation Name"] ?? "").startsWith("records")) return inner;
  if (node["Heap Fetches"] !== undefined) return inner + node["Heap Fetches"];
  const perLoop =
    node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0);
  return inner + perLoop * node["Actual Loops"];
}

const condition = (field: string, operator: Operator, value: Filter extends never ? never : unknown): Filter =>
  ({ kind: "condition", field, operator, value }) as Filter;
const lastDays = (count: number): DateRange => ({ range: "last", count, unit: "day" });
const NEWEST: Sort = { field: "createdAt", direction: "desc" };

test.each<[string, Filter]>([
  ["number equals", condition("score", "equals", 7)],
  ["number in", condition("score", "in", [7, 8, 9])],
  [
    "number between",
    { kind: "and", filters: [condition("score", "atLeast", 990), condition("score", "lessThan", 995)] },
  ],
  ["amount", condition("price", "equals", 7)],
  ["amount in a currency", condition("price", "equals", { amount: 7, currency: "EUR" })],
  ["text equals", condition("code", "equals", "code 12")],
  ["text in", condition("code", "in", ["code 12", "code 13"])],
  ["text starts with", condition("code", "startsWith", "code 12")],
  ["choice", condition("tier", "equals", "a")],
  ["day equals", condition("since", "equals", "2021-05-05")],
  ["day within", condition("since", "within", lastDays(5))],
  ["day at least", condition("since", "atLeast", "2028-03-15")],
  ["moment within", condition("seen", "within", lastDays(5))],
  ["moment on a day", condition("seen", "equals", "2025-05-05")],
  ["yes", condition("active", "equals", true)],
  ["person", condition("keeper", "equals", "me")],
  ["two fields", { kind: "and", filters: [condition("tier", "equals", "a"), condition("score", "lessThan", 200)] }],
  [
    "one of two fields",
    { kind: "or", filters: [condition("score", "equals", 7), condition("code", "equals", "code 12")] },
  ],
])("%s reads few more records than it finds, newest first", async (_name, filter) => {
  const { read, rows } = await reading(filter, NEWEST);
  expect(rows).toBeGreaterThan(0);
  // All that match are read to be sorted, or the newest ones until fifty match: never the whole table.
  expect(read).toBeLessThan(RECORDS / 8);
});

test.each(["score", "price", "code", "since", "seen"])(
  "the first fifty by %s are read from its index",
  async (field) => {
    const { read, rows } = await reading({ kind: "and", filters: [] }, { field, direction: "desc" });
    expect(rows).toBe(50);
    expect(read).toBeLessThanOrEqual(60);
  },
);

test("a field of a linked record leads from its index to the records", async () => {
  const { read, rows } = await reading(condition("whole.score", "equals", 10), NEWEST);
  expect(rows).toBeGreaterThan(2);
  expect(read).toBeLessThan(RECORDS / 20);
});

test("two fields that keep a hundred and twenty of twelve thousand are merged from their indexes, and counted from them", async () => {
  const filter: Filter = {
    kind: "and",
    filters: [condition("tier", "equals", "a"), condition("keeper", "equals", "me")],
  };
  const { read, rows } = await reading(filter, NEWEST);
  expect(rows).toBe(50);
  expect(read).toBeLessThanOrEqual(50);
});
