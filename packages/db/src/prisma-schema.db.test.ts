import { readFileSync } from "node:fs";
import { join } from "node:path";
import { testDatabase } from "@catalyst/testkit";
import { expect, test } from "vitest";

const SCHEMA = readFileSync(join(import.meta.dirname, "../prisma/schema.prisma"), "utf8");

/** What the Prisma schema and the catalog both can say of a column. */
type Column = { readonly table: string; readonly column: string; readonly type: string; readonly nullable: boolean };

const TYPE_OF_ATTRIBUTE: Readonly<Record<string, string>> = {
  "@db.Uuid": "uuid",
  "@db.Timestamptz": "timestamptz",
  "@db.Date": "date",
};
const TYPE_OF_SCALAR: Readonly<Record<string, string>> = {
  String: "text",
  "String[]": "_text",
  Int: "int4",
  BigInt: "int8",
  Float: "float8",
  Boolean: "bool",
  Json: "jsonb",
};

function columnsOfModels(schema: string): readonly Column[] {
  return [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].flatMap(([, model = "", body = ""]) => {
    const table = `${/@@schema\("(\w+)"\)/.exec(body)?.[1]}.${/@@map\("(\w+)"\)/.exec(body)?.[1] ?? model}`;
    return [...body.matchAll(/^ {2}(\w+) +(\S+)(.*)$/gm)].map(([, field = "", type = "", attributes = ""]) =>
      columnOf(table, { field, type, attributes }),
    );
  });
}

type Field = { readonly field: string; readonly type: string; readonly attributes: string };

function columnOf(table: string, { field, type, attributes }: Field): Column {
  const native = TYPE_OF_ATTRIBUTE[/@db\.\w+/.exec(attributes)?.[0] ?? ""];
  const column = /@map\("(\w+)"\)/.exec(attributes)?.[1] ?? field;
  return { table, column, type: native ?? TYPE_OF_SCALAR[type.replace("?", "")] ?? type, nullable: type.endsWith("?") };
}

test("every table that Prisma knows has exactly the columns and types of the real catalog", async () => {
  await using db = await testDatabase();
  const models = columnsOfModels(SCHEMA);

  const catalog = await db.adminQuery<Column>(
    `select n.nspname || '.' || c.relname as table, a.attname as column, t.typname as type, not a.attnotnull as nullable
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
     where a.attnum > 0 and not a.attisdropped and n.nspname || '.' || c.relname = any($1)`,
    [[...new Set(models.map(({ table }) => table))]],
  );

  // A list has no "optional" in Prisma: a missing one reads as empty.
  const comparable = (columns: readonly Column[]): readonly string[] =>
    columns
      .map(
        ({ table, column, type, nullable }) =>
          `${table}.${column} ${type} ${nullable && type !== "_text" ? "null" : "not null"}`,
      )
      .sort();
  expect(models.length).toBeGreaterThan(100);
  expect(comparable(models)).toEqual(comparable(catalog));
});

test("every model's id is its table's primary key", async () => {
  await using db = await testDatabase();
  const ids = [...SCHEMA.matchAll(/@@id\(\[([\w, ]+)\]\)/g)].map(([, fields = ""]) => fields);

  expect(ids.every((fields) => fields.startsWith("tenantId, "))).toBe(true);
  const keys = await db.adminQuery(
    "select count(*)::int as n from pg_index i join pg_class c on c.oid = i.indrelid where i.indisprimary and c.relnamespace = 'crm'::regnamespace and c.relname = any($1)",
    [[...SCHEMA.matchAll(/@@map\("(\w+)"\)\n {2}@@schema\("crm"\)/g)].map(([, table]) => table)],
  );
  expect(keys).toEqual([{ n: [...SCHEMA.matchAll(/@@schema\("crm"\)/g)].length }]);
});
