import fc from "fast-check";
import { expect, test } from "vitest";
import {
  DomainError,
  FieldId,
  OPERATORS,
  PrincipalId,
  TenantId,
  type EntityType,
  type FieldDefinition,
  type FieldType,
  type FieldValue,
  type Filter,
  type Principal,
} from "@catalyst/contracts";
import { compileFilter } from "./compile-filter.ts";
import { FIELD_TYPE_MODULES } from "./registry.ts";
import { headerFields } from "./standard-entity-types.ts";
import { sqlParameters } from "./sql-parameters.ts";

/** What a person could send instead of a field, an operand or a part of one. Grows with every idea. */
const ATTACKS = [
  "'; drop table crm.records; --",
  "') or true --",
  "$1",
  "${1}",
  "a'||(select current_user)||'",
  "\\'; select 1; --",
  "values->>'x'",
  "r.tenant_id",
  "x.name",
  'x"."y',
  "name/**/",
  "__proto__",
  "constructor",
  "toString",
  "company.__proto__",
  "company.company.company.company",
  "company.",
  ".name",
  "company..name",
  "company.name'--",
  "NAME",
  "nameُ",
  "\u0000",
  "Zq%_\\",
];

const field = (key: string, type: FieldType): FieldDefinition => ({
  fieldId: FieldId.parse("00000000-0000-4000-8000-000000000001"),
  entityType: "c_things",
  key,
  label: key,
  help: "",
  type,
  required: false,
  unique: false,
  defaultValue: null,
  config: type === "relation" ? { targetEntityType: "c_things", multiple: true } : {},
  section: "",
  position: 1,
  visibleWhen: null,
  requiredWhen: null,
  readRoles: null,
  writeRoles: null,
  storage: type === "relation" ? { kind: "links" } : { kind: "values" },
  slot: null,
  indexState: "none",
  indexProgress: 0,
  system: false,
  readOnly: false,
  archivedAt: null,
  version: 1,
});

const TYPES = Object.keys(FIELD_TYPE_MODULES) as FieldType[];
const things: EntityType = {
  key: "c_things",
  label: "Thing",
  labelPlural: "Things",
  kind: "custom",
  primaryField: "text_1",
  icon: "cube",
  fields: [...TYPES.map((type) => field(`${type}_1`, type)), field("company", "relation"), ...headerFields("c_things")],
};
const principal: Principal = {
  tenantId: TenantId.parse("00000000-0000-4000-8000-00000000000a"),
  principalId: PrincipalId.parse("00000000-0000-4000-8000-00000000000b"),
  role: "sales",
  scope: "team",
  scopeByEntityType: {},
  teamIds: [],
};

function compile(filter: Filter): { text: string; values: readonly unknown[] } | "refused" {
  const parameters = sqlParameters();
  const clock = { now: "2026-11-22T12:00:00Z", timeZone: "Europe/Berlin", weekStartsOn: 1 };
  const scope = { entityType: things, entityTypes: new Map([[things.key, things]]), clock, me: principal.principalId };
  try {
    return { text: compileFilter(filter, { scope, principal, parameters, tenantId: "$1" }), values: parameters.values };
  } catch (error) {
    if (error instanceof DomainError && error.code === "bad_request") return "refused";
    throw error;
  }
}

/** The only texts in quotes that a compiled filter has, beside keys of fields. */
const LITERALS = [
  'collate "und-x-icu"',
  "''",
  "'currency'",
  "U&'\\FFFF'",
  "'null'",
  "'[]'",
  "'{}'",
  `'lax $.** ? (@.type() == "string")'`,
];

/** The text without literals of ours and keys of fields: no quote may be left in it. */
function withoutLiterals(text: string): string {
  const keys = things.fields.map(({ key }) => `'${key}'`);
  return [...LITERALS, ...keys].reduce((rest, literal) => rest.replaceAll(literal, "§"), text);
}

test.each(ATTACKS)("%j is no field", (attack) => {
  for (const operator of OPERATORS)
    expect(compile({ kind: "condition", field: attack, operator, value: "x" })).toBe("refused");
});

const operand: fc.Arbitrary<FieldValue> = fc.letrec<{ value: FieldValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom(...ATTACKS),
    fc.string({ unit: "binary" }),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom("2026-01-01", "2026-01-01T00:00:00Z", "me", "00000000-0000-4000-8000-000000000002"),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom("amount", "currency", "relative", "offsetDays", "range", "count", "unit", ...ATTACKS),
      tie("value"),
      { maxKeys: 3 },
    ),
    fc.constantFrom<FieldValue[]>(
      { range: "last", count: 3, unit: "month" },
      { range: "last", count: 1, unit: "day'; --" },
      { relative: "today", offsetDays: -7 },
      { amount: 5, currency: "EUR' or true --" },
    ),
  ),
})).value;

test("whatever is sent becomes parameters, or is refused; nothing of it becomes SQL", () => {
  const prefixes = fc.constantFrom("", "", "company.", "company.company.");
  fc.assert(
    fc.property(
      prefixes,
      fc.constantFrom(...TYPES),
      fc.constantFrom(...OPERATORS),
      operand,
      (prefix, type, operator, value) => {
        const compiled = compile({ kind: "condition", field: `${prefix}${type}_1`, operator, value });
        if (compiled === "refused") return;
        expect(withoutLiterals(compiled.text)).not.toMatch(/['"]|--|;/);
        const used = [...compiled.text.matchAll(/\$(\d+)/g)].map(([, at]) => Number(at));
        expect(Math.max(1, ...used)).toBeLessThanOrEqual(Math.max(1, compiled.values.length));
      },
    ),
    { numRuns: 3_000 },
  );
});
