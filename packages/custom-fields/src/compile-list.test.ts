import fc from "fast-check";
import { expect, test } from "vitest";
import {
  DomainError,
  PrincipalId,
  TenantId,
  type EntityType,
  type FieldDefinition,
  type Filter,
  type Principal,
} from "@catalyst/contracts";
import { compileFilter } from "./compile-filter.ts";
import { compileList, type RecordSelection } from "./compile-list.ts";
import { evaluateFilter } from "./evaluate-filter.ts";
import { headerFields, nativeFields } from "./standard-entity-types.ts";
import { sqlParameters } from "./sql-parameters.ts";

const TENANT = TenantId.parse("00000000-0000-4000-8000-00000000000a");
const ID = "00000000-0000-4000-8000-00000000000c";

function customField(key: string, change: Partial<FieldDefinition>): FieldDefinition {
  return {
    fieldId: null,
    entityType: "companies",
    key,
    label: key,
    help: "",
    type: "text",
    required: false,
    unique: false,
    defaultValue: null,
    config: {},
    section: "Details",
    position: 10,
    visibleWhen: null,
    requiredWhen: null,
    readRoles: null,
    writeRoles: null,
    storage: { kind: "values" },
    slot: null,
    indexState: "none",
    indexProgress: 0,
    system: false,
    readOnly: false,
    archivedAt: null,
    version: 1,
    ...change,
  };
}

const companies: EntityType = {
  key: "companies",
  label: "Company",
  labelPlural: "Companies",
  kind: "standard",
  primaryField: "name",
  icon: "company",
  fields: [
    ...nativeFields("companies", { pipelines: [], stages: [] }),
    customField("tier", { slot: "t1", indexState: "ready" }),
    customField("score", { type: "number", slot: "n1", indexState: "building" }),
    customField("rank", { type: "number", slot: "n2", indexState: "ready" }),
    ...headerFields("companies"),
  ],
};

const SCOPE = { entityType: companies };

function principal(scope: Principal["scope"]): Principal {
  return {
    tenantId: TENANT,
    principalId: PrincipalId.parse("00000000-0000-4000-8000-00000000000b"),
    role: "sales",
    scope,
    scopeByEntityType: {},
    teamIds: [],
  };
}

const CREATED_AT = "2026-11-22T20:53:00.673123Z";
const selection = (filter?: Filter): RecordSelection => ({
  entityType: companies,
  principal: principal("all"),
  filter,
  deleted: false,
});
const condition = (
  field: string,
  operator: "equals" | "startsWith" | "contains" | "atLeast" | "lessThan",
  value: string | number,
): Filter => ({ kind: "condition", field, operator, value });

test("tenant, entity type, bin and owner rule stand in every statement", () => {
  const list = compileList(
    { ...selection(), principal: principal("own") },
    { field: "createdAt", direction: "desc" },
    undefined,
  );
  const { text, values } = list.select({ columns: "r.id", phase: "values", after: null, limit: 51 });
  expect(text).toBe(
    "select r.id, r.sort_value from (select r.*, r.created_at::text as sort_value from crm.records r where r.tenant_id = $1::uuid and r.entity_type = $2::text " +
      "and r.deleted_at is null and r.owner_id = $3::uuid order by r.created_at desc, r.id desc limit 51) r " +
      "join crm.companies x on x.tenant_id = $1::uuid and x.entity_type = $2::text and x.id = r.id order by r.created_at desc, r.id desc",
  );
  expect(values).toEqual([TENANT, "companies", "00000000-0000-4000-8000-00000000000b"]);
});

test("a sort by a native field joins its table first, with the tenant as an explicit predicate", () => {
  const { text } = compileList(selection(), { field: "city", direction: "asc" }, undefined).select({
    columns: "r.id",
    phase: "values",
    after: null,
    limit: 51,
  });
  expect(text).toContain("x.tenant_id = $1::uuid and x.entity_type = $2::text order by (x.city");
});

test("a ready index is used by its slot, one that is being built is not", () => {
  const parameters = sqlParameters();
  const compilation = { scope: SCOPE, principal: principal("all"), parameters, tenantId: "$0" };
  expect(compileFilter(condition("tier", "equals", "A"), compilation)).toBe("r.t1 = $1::text");
  expect(compileFilter(condition("score", "atLeast", 5), compilation)).toBe(
    "crm.slot_number(r.values -> 'score') >= $2::float8",
  );
});

const BOTH: Filter = { kind: "and", filters: [condition("tier", "equals", "A"), condition("rank", "equals", 5)] };
const NEWEST = { field: "createdAt", direction: "desc" } as const;
const PAGE = { columns: "r.id", phase: "values", limit: 51 } as const;

test("two indexed fields at once are merged by creation, and rows are read for the page alone", () => {
  const list = compileList(selection(BOTH), NEWEST, undefined);
  const { text, values } = list.select({ ...PAGE, after: null });
  expect(text).toContain(
    "r.id in (select r.id from crm.records r join (select r.created_at, r.id from crm.records r where r.tenant_id = $4::uuid " +
      "and r.entity_type = $5::text and r.deleted_at is null and r.t1 = $6::text) apart on apart.created_at = r.created_at and apart.id = r.id " +
      "where r.tenant_id = $1::uuid and r.entity_type = $2::text and r.deleted_at is null and (r.n2 = $3::float8) " +
      "order by r.created_at desc, r.id desc limit 51)",
  );
  expect(values).toEqual([TENANT, "companies", 5, TENANT, "companies", "A"]);
});

test("the next page of a merge begins both of its halves after the cursor", () => {
  const cursor = compileList(selection(BOTH), NEWEST, undefined).cursorAfter({
    phase: "values",
    value: "2026-11-22 20:53:00.673123+00",
    createdAt: CREATED_AT,
    id: ID,
  });
  const next = compileList(selection(BOTH), NEWEST, cursor);
  const { text } = next.select({ ...PAGE, ...next.start });
  expect(text.match(/\(r\.created_at, r\.id\) < /g)).toHaveLength(3);
});

test.each<[string, Filter, { field: string; direction: "asc" | "desc" }, boolean]>([
  ["one field", condition("tier", "equals", "A"), NEWEST, false],
  [
    "a field that is not indexed",
    { kind: "and", filters: [condition("tier", "equals", "A"), condition("score", "equals", 5)] },
    NEWEST,
    false,
  ],
  ["another order", BOTH, { field: "rank", direction: "asc" }, false],
  ["a native field", { kind: "and", filters: [BOTH, condition("city", "equals", "Bern")] }, NEWEST, false],
  ["the bin", BOTH, NEWEST, true],
])("%s is no merge", (_name, filter, sort, deleted) => {
  const { text } = compileList({ ...selection(filter), deleted }, sort, undefined).select({ ...PAGE, after: null });
  expect(text).not.toContain("apart");
});

test("lists with few texts are prepared: plain ones and those by one indexed field", () => {
  const preparable = (filter?: Filter): boolean => compileList(selection(filter), NEWEST, undefined).preparable;
  expect(preparable()).toBe(true);
  expect(preparable(condition("tier", "equals", "A"))).toBe(true);
  expect(preparable(condition("tier", "startsWith", "A"))).toBe(false);
  expect(preparable(BOTH)).toBe(false);
  expect(compileList({ ...selection(), search: "ac" }, NEWEST, undefined).preparable).toBe(false);
});

test("the next page continues in the direction of the sort and asks for values first", () => {
  const list = compileList(selection(), { field: "tier", direction: "desc" }, undefined);
  const cursor = list.cursorAfter({ phase: "values", value: "B", createdAt: CREATED_AT, id: ID });
  const next = compileList(selection(), { field: "tier", direction: "desc" }, cursor);
  const { text } = next.select({ columns: "r.id", ...next.start, limit: 2 });
  expect(text).toContain(
    "r.t1 is not null and (r.t1, r.created_at, r.id) < ($4::text, $5::timestamptz, $3::uuid) order by r.t1 desc, r.created_at desc, r.id desc",
  );
  expect(next.nextPhase("values")).toBe("empty");
});

test("a cursor of another sort, filter or entity type is refused, as is a damaged one", () => {
  const cursor = compileList(selection(), { field: "tier", direction: "desc" }, undefined).cursorAfter({
    phase: "values",
    value: "B",
    createdAt: CREATED_AT,
    id: ID,
  });
  expect(() => compileList(selection(), { field: "tier", direction: "asc" }, cursor)).toThrow(DomainError);
  expect(() =>
    compileList(selection(condition("tier", "equals", "A")), { field: "tier", direction: "desc" }, cursor),
  ).toThrow(DomainError);
  fc.assert(
    fc.property(fc.nat(cursor.length - 1), fc.string({ minLength: 1, maxLength: 3 }), (at, noise) => {
      const damaged = cursor.slice(0, at) + noise + cursor.slice(at + 1);
      // The last character may carry unused bits: then the cursor is the same one.
      if (damaged === cursor || at === cursor.length - 1) return;
      expect(() => compileList(selection(), { field: "tier", direction: "desc" }, damaged)).toThrow(DomainError);
    }),
  );
});

test.each([
  [condition("nothing", "equals", "x"), "nothing"],
  [condition("score", "contains", "x"), "score"],
  [condition("score", "equals", "x"), "score"],
  [condition("createdAt", "equals", "yesterday"), "createdAt"],
  [condition("tier", "equals", "a\0"), "tier"],
  [condition("name'; drop table crm.records; --", "equals", "x"), "name'; drop table crm.records; --"],
])("a filter that can't be used names its field", (filter, field) => {
  const compile = (): string =>
    compileFilter(filter, { scope: SCOPE, principal: principal("all"), parameters: sqlParameters(), tenantId: "$1" });
  expect(compile).toThrow(
    expect.objectContaining({ code: "bad_request", problems: [expect.objectContaining({ field })] }),
  );
  expect(() => evaluateFilter(SCOPE, filter, {})).toThrow(DomainError);
});

test("values never reach the text of a statement", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("equals", "contains", "startsWith"),
      fc.stringMatching(/^zq[';"\-\\$)(]{1,20}$/),
      (operator, value) => {
        const text = compileFilter(condition("tier", operator, value), {
          scope: SCOPE,
          principal: principal("all"),
          parameters: sqlParameters(),
          tenantId: "$1",
        });
        expect(text).not.toContain("zq");
      },
    ),
  );
});

test("groups nest at most five deep", () => {
  const deep = Array.from({ length: 6 }).reduce<Filter>(
    (inner) => ({ kind: "and", filters: [inner] }),
    condition("tier", "equals", "A"),
  );
  expect(() => evaluateFilter(SCOPE, deep, {})).toThrow("5");
});

test("an empty group holds always; text is sought without case; empty values meet notEquals", () => {
  const holds = (filter: Filter): boolean => evaluateFilter(SCOPE, filter, { tier: "Gold", score: 3 });
  expect(holds({ kind: "or", filters: [] })).toBe(true);
  expect(holds(condition("tier", "startsWith", "gO"))).toBe(true);
  expect(holds(condition("tier", "equals", "gold"))).toBe(false);
  expect(holds(condition("score", "lessThan", "4"))).toBe(true);
  expect(holds({ kind: "condition", field: "city", operator: "notEquals", value: "Bern" })).toBe(true);
});
