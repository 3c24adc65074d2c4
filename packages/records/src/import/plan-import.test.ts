import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ColumnTarget, EntityType } from "@catalyst/contracts";
import { headerFields, nativeFields } from "@catalyst/custom-fields";
import fc from "fast-check";
import { expect, test } from "vitest";
import { failedRowsCsv, withoutEscape } from "./failed-rows-csv.ts";
import { type CsvRow, detectDelimiter, parseCsv } from "./parse-csv.ts";
import { rowValues } from "./row-values.ts";
import { suggestColumns } from "./suggest-columns.ts";

const companies: EntityType = {
  key: "companies",
  label: "Company",
  labelPlural: "Companies",
  kind: "standard",
  primaryField: "name",
  icon: "company",
  fields: [...nativeFields("companies", { pipelines: [], stages: [] }), ...headerFields("companies")],
};

async function read(text: string, delimiter = detectDelimiter(text)): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const row of parseCsv([text], delimiter)) rows.push(row);
  return rows;
}

async function suggestFor(text: string): Promise<readonly ColumnTarget[]> {
  const [header, ...rows] = await read(text);
  const columns = (header?.cells ?? []).map((name, index) => ({
    name,
    values: rows.map((row) => row.cells[index] ?? ""),
  }));
  return suggestColumns(columns, companies);
}

function typeOf(target: ColumnTarget | undefined): string | undefined {
  return target?.kind === "createField" ? target.field.type : target?.kind === "field" ? target.key : target?.kind;
}

test("quoted commas, quotes and line breaks stay inside their cell", async () => {
  const rows = await read('a,b\r\n"Saint Paul, Minnesota","say ""hi""\nthere"\r\n');
  expect(rows.map((row) => row.cells)).toEqual([
    ["a", "b"],
    ["Saint Paul, Minnesota", 'say "hi"\nthere'],
  ]);
});

test("a byte order mark is no part of the first column's name", async () => {
  expect((await read("\ufeffName,City\nA,B\n"))[0]?.cells).toEqual(["Name", "City"]);
});

test.each([
  [",", "a,b,c\n1;2,3,4"],
  [";", 'a;"b,c,d,e";c\n1;2;3'],
  ["\t", "a\tb\n1\t2"],
  ["|", "a|b\n1|2"],
  [",", "single\nvalue"],
])("the delimiter %j is recognised", (delimiter, text) => {
  expect(detectDelimiter(text)).toBe(delimiter);
});

test("a file with an open quote is refused with the line to look at", async () => {
  await expect(read('a,b\n1,"2\n3,4\n')).rejects.toMatchObject({
    code: "bad_request",
    message: expect.stringContaining("quote"),
  });
});

test("a file that comes in any pieces gives the same rows", async () => {
  const text = readSample();
  const whole = await read(text);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 500 }), async (size) => {
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_unused, index) =>
        text.slice(index * size, (index + 1) * size),
      );
      const rows: CsvRow[] = [];
      for await (const row of parseCsv(pieces, ",")) rows.push(row);
      expect(rows).toEqual(whole);
    }),
    { numRuns: 20 },
  );
});

test("the sample's columns are proposed as what they are", async () => {
  const targets = await suggestFor(readSample());
  expect(targets.map(typeOf)).toEqual(["text", "name", "select", "text", "select", "date", "text", "text"]);
});

test("only a column whose every value reads back exactly becomes a number or a date", async () => {
  const targets = await suggestFor(
    "plain,leading,decimals,year,date,broken\n1,007,1.50,2013 (1888),2024-02-29,2026-02-30\n-2.5,1,2,1902,2020-01-01,2026-01-01\n",
  );
  expect(targets.map(typeOf)).toEqual(["number", "text", "text", "text", "date", "text"]);
});

test("e-mail addresses, links and moments are recognised by their form alone", async () => {
  const targets = await suggestFor(
    "mail,link,bare,moment,dial\nada@x.example,https://x.example/a,x.example,2026-02-28T10:00:00.000Z,+49 30 1\nb@y.example,mailto:b@y.example,y.example,2026-02-28T10:00:00.000Z,+49 30 2\n",
  );
  expect(targets.map(typeOf)).toEqual(["email", "url", "text", "dateTime", "text"]);
});

test("a column named like a field goes into it, if the field takes every value", async () => {
  expect((await suggestFor("Name,Employee count,Website\nA,12,x.example\n")).map(typeOf)).toEqual([
    "name",
    "employee_count",
    "website",
  ]);
  expect((await suggestFor("Name,Employee count\nA,about 12\n")).map(typeOf)).toEqual(["name", "text"]);
});

test("a row with more cells than the header is refused, one with fewer has empty cells", () => {
  const name = companies.fields.find((field) => field.key === "name") ?? null;
  expect(rowValues(["A", "B"], [name], new Map())).toMatchObject({ ok: false });
  expect(rowValues(["A"], [name, null, null], new Map())).toEqual({ ok: true, fields: { name: "A" } });
});

test("no cell of a file of failed rows is a live formula, and each comes back as it was", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.string(), fc.constantFrom("=1+1", "'=1", "-5", "+x", "@a", "''=b")), {
        minLength: 1,
        maxLength: 4,
      }),
      async (cells) => {
        const header = cells.map((_cell, index) => `h${index}`);
        const [, row] = await read(failedRowsCsv(header, [{ cells, problem: "Name is required." }], ","), ",");
        const written = row?.cells.slice(0, -1) ?? [];
        expect(written.map(withoutEscape)).toEqual(cells);
        expect(written.every((cell) => !/^[=+\-@\t\r]/.test(cell) || /^[+-]?\d+([.,]\d+)?$/.test(cell))).toBe(true);
      },
    ),
  );
});

function readSample(): string {
  return readFileSync(join(import.meta.dirname, "fixtures/sample-companies.csv"), "utf8");
}
