import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { type CrmRecord, ImportId, type ImportSummary, type ColumnTarget } from "@catalyst/contracts";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { fieldInput, fixture, listInput, type Fixture } from "../record-service.fixture.ts";
import { createImportService, type ImportService } from "./import-service.ts";

const SAMPLE = join(import.meta.dirname, "fixtures/sample-companies.csv");
/** The real file of the project, where it is present: a clone alone has the sample. */
const REAL = join(import.meta.dirname, "../../../../../shared/data/sp500-companies.csv");
const CHUNK = 700;

function service(f: Fixture): ImportService & { readonly enqueued: ImportId[] } {
  const enqueued: ImportId[] = [];
  const imports = createImportService({
    records: f.records,
    newId: randomUUID,
    enqueue: async (_tx, importId) => void enqueued.push(importId),
  });
  return { ...imports, enqueued };
}

async function upload(f: Fixture, imports: ImportService, text: string): Promise<ImportId> {
  const { importId } = await f.as((tx) =>
    imports.create(tx, { entityType: "companies", fileName: "companies.csv", sizeBytes: Buffer.byteLength(text) }),
  );
  for (let ordinal = 0; ordinal * CHUNK < text.length; ordinal += 1) {
    await f.as((tx) =>
      imports.appendChunk(tx, { importId, ordinal, text: text.slice(ordinal * CHUNK, (ordinal + 1) * CHUNK) }),
    );
  }
  return importId;
}

async function runToEnd(f: Fixture, imports: ImportService, importId: ImportId): Promise<ImportSummary> {
  while (!(await f.as((tx) => imports.runBatch(tx, importId))).done);
  return await f.as((tx) => imports.get(tx, importId));
}

async function startSuggested(
  f: Fixture,
  imports: ImportService,
  importId: ImportId,
): Promise<readonly ColumnTarget[]> {
  const preview = await f.as((tx) => imports.preview(tx, importId));
  const columns = preview.columns.map((column) => column.suggestion);
  await f.as((tx) => imports.start(tx, { importId, columns, runWorkflows: false }));
  return columns;
}

async function allCompanies(f: Fixture): Promise<CrmRecord[]> {
  const found: CrmRecord[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await f.as((tx) =>
      f.records.list(tx, listInput({ entityType: "companies", limit: 200, ...(cursor ? { cursor } : {}) })),
    );
    found.push(...page.records);
    if (page.nextCursor === null) return found;
    cursor = page.nextCursor;
  }
}

describe.each(
  [
    ["the sample", SAMPLE],
    ["the real file", REAL],
  ].filter(([, path]) => existsSync(path ?? "")),
)("%s", (_name, path) => {
  test("is imported with no row lost or altered, with fields made from its columns", async () => {
    await using f = await fixture();
    const imports = service(f);
    const text = readFileSync(path ?? "", "utf8");
    const [header = [], ...rows] = parse(text, { bom: true });

    const importId = await upload(f, imports, text);
    await startSuggested(f, imports, importId);
    const ended = await runToEnd(f, imports, importId);

    expect(ended).toMatchObject({
      status: "completed",
      totalRows: rows.length,
      createdRows: rows.length,
      failedRows: 0,
    });
    const metadata = await f.as((tx) => f.records.metadata(tx));
    const fields = metadata.entityTypes.get("companies")?.fields ?? [];
    const written = (await allCompanies(f)).map((record) =>
      header.map((name) => cellOf(record, fieldOf(fields, name))),
    );
    expect(written.map((cells) => cells.join("\u001f")).toSorted()).toEqual(
      rows.map((cells) => cells.join("\u001f")).toSorted(),
    );
  });
});

type Fields = Parameters<typeof fieldOf>[0];
function fieldOf(
  fields: readonly {
    key: string;
    label: string;
    type: string;
    config: { options?: readonly { id: string; label: string }[] | undefined };
  }[],
  column: string,
) {
  return fields.find((field) => field.label === column) ?? fields.find((field) => field.key === "name");
}
function cellOf(record: CrmRecord, field: Fields[number] | undefined): string {
  const value = record.fields[field?.key ?? ""] ?? "";
  const label = field?.config.options?.find((option) => option.id === value)?.label;
  return label ?? (typeof value === "string" ? value : JSON.stringify(value));
}

test("the same chunk sent twice changes nothing, and a missing one is noticed", async () => {
  await using f = await fixture();
  const imports = service(f);
  const text = "Name\nA\nB\n";
  const { importId } = await f.as((tx) =>
    imports.create(tx, { entityType: "companies", fileName: "x.csv", sizeBytes: text.length }),
  );
  await f.as((tx) => imports.appendChunk(tx, { importId, ordinal: 1, text: "A\nB\n" }));
  await expect(f.as((tx) => imports.preview(tx, importId))).rejects.toMatchObject({ code: "conflict" });
  await f.as((tx) => imports.appendChunk(tx, { importId, ordinal: 0, text: "Name\n" }));
  await f.as((tx) => imports.appendChunk(tx, { importId, ordinal: 0, text: "Name\n" }));
  expect((await f.as((tx) => imports.preview(tx, importId))).summary).toMatchObject({ status: "ready", totalRows: 2 });
});

test("rows that are refused come back as a file with the reason, the others are created", async () => {
  await using f = await fixture();
  const imports = service(f);
  const importId = await upload(f, imports, "Name,Employees\nA,12\nB,many\n,5\n=cmd,1\n");
  const columns: ColumnTarget[] = [
    { kind: "field", key: "name" },
    { kind: "field", key: "employee_count" },
  ];
  await f.as((tx) => imports.preview(tx, importId));
  expect(await f.as((tx) => imports.checkMapping(tx, { importId, columns, runWorkflows: false }))).toMatchObject({
    validRows: 2,
    invalidRows: 2,
  });

  await f.as((tx) => imports.start(tx, { importId, columns, runWorkflows: false }));
  expect(await runToEnd(f, imports, importId)).toMatchObject({ status: "completed", createdRows: 2, failedRows: 2 });

  const { csv } = await f.as((tx) => imports.failedRows(tx, importId));
  expect(parse(csv, { bom: true })).toEqual([
    ["Name", "Employees", "Reason"],
    ["B", "many", expect.stringContaining("Employees")],
    ["", "5", "Name is required."],
  ]);
});

test("people are named by name or e-mail and records by name, as an export writes them; what names nothing or two is refused", async () => {
  await using f = await fixture();
  const imports = service(f);
  const fields = [
    fieldInput({ label: "Account manager", type: "user" }),
    fieldInput({
      label: "Partners",
      type: "relation",
      config: { targetEntityType: "companies", multiple: true, onTargetDelete: "clear" },
    }),
  ];
  for (const field of fields) await f.as((tx) => f.records.createField(tx, { entityType: "companies", field }));
  const partners = ["Ann Ltd", "Bob; Sons", "Twice", "Twice"].map((name) => ({ fields: { name } }));
  const made = await f.as((tx) =>
    f.records.createMany(tx, { entityType: "companies", records: partners, startRuns: false }, { kind: "seed" }),
  );
  const ids = made.map((one) => (one.ok ? one.id : ""));
  const [me] = await f.db.adminQuery<{ name: string; email: string }>(
    "select name, email from crm.principals where principal_id = $1",
    [f.tenant.principals.admin.principalId],
  );
  const rows = [
    `By name,${me?.name},Ann Ltd`,
    `By mail,${me?.email.toUpperCase()},Ann Ltd; ${ids[1]}`,
    `By id,${f.tenant.principals.admin.principalId},`,
    "Nobody,Nobody Inn,",
    `Two,${me?.name},Twice`,
  ];

  const importId = await upload(f, imports, `Name,Account manager,Partners\n${rows.join("\n")}\n`);
  const columns = await startSuggested(f, imports, importId);
  const checked = await f.as((tx) =>
    imports.checkMapping(tx, { importId, columns: [...columns], runWorkflows: false }),
  );
  const ended = await runToEnd(f, imports, importId);

  expect(checked).toMatchObject({ validRows: 3, invalidRows: 2 });
  expect(columns.map((column) => column.kind)).toEqual(["field", "field", "field"]);
  expect(ended).toMatchObject({ createdRows: 3, failedRows: 2 });
  const written = new Map((await allCompanies(f)).map((record) => [record.displayName, record.fields]));
  const { principalId } = f.tenant.principals.admin;
  expect(written.get("By name")).toMatchObject({ account_manager: principalId, partners: [ids[0]] });
  expect(written.get("By mail")).toMatchObject({ account_manager: principalId, partners: [ids[0], ids[1]] });
  expect(written.get("By id")).toMatchObject({ account_manager: principalId });
  const failed = (await f.as((tx) => imports.failedRows(tx, importId))).csv;
  expect(failed).toContain("Account manager names “Nobody Inn”, which is not there or not shown to you.");
  expect(failed).toContain("Partners names “Twice”, of which there are 2: give the id.");
});

test("an import that is cancelled stops between two batches and keeps what is done", async () => {
  await using f = await fixture();
  const imports = service(f);
  const importId = await upload(
    f,
    imports,
    `Name\n${Array.from({ length: 600 }, (_unused, index) => `Company ${index}`).join("\n")}\n`,
  );
  await startSuggested(f, imports, importId);
  await f.as((tx) => imports.runBatch(tx, importId));
  await f.as((tx) => imports.cancel(tx, importId));
  expect(await runToEnd(f, imports, importId)).toMatchObject({
    status: "cancelled",
    totalRows: 600,
    doneRows: 250,
    createdRows: 250,
  });
  expect(await allCompanies(f)).toHaveLength(250);
});

test("a batch that is rolled back leaves no record and no progress, and runs again", async () => {
  await using f = await fixture();
  const imports = service(f);
  const importId = await upload(f, imports, "Name\nA\nB\n");
  await startSuggested(f, imports, importId);
  await expect(
    f.as(async (tx) => {
      await imports.runBatch(tx, importId);
      throw new Error("the worker dies here");
    }),
  ).rejects.toThrow("dies here");
  expect(await allCompanies(f)).toEqual([]);
  expect(await runToEnd(f, imports, importId)).toMatchObject({ status: "completed", createdRows: 2 });
  expect(await allCompanies(f)).toHaveLength(2);
});

test("workflows see imported records only when the import says so", async () => {
  await using f = await fixture();
  const imports = service(f);
  for (const runWorkflows of [false, true]) {
    const importId = await upload(f, imports, "Name\nA\n");
    await f.as((tx) => imports.preview(tx, importId));
    await f.as((tx) => imports.start(tx, { importId, columns: [{ kind: "field", key: "name" }], runWorkflows }));
    await runToEnd(f, imports, importId);
  }
  expect(f.changes).toHaveLength(1);
});

test("a mapping without a name, with a field twice or with an unknown field is refused and makes no field", async () => {
  await using f = await fixture();
  const imports = service(f);
  const importId = await upload(f, imports, "A,B\n1,2\n");
  await f.as((tx) => imports.preview(tx, importId));
  const create: ColumnTarget = { kind: "createField", field: fieldInput({ label: "Extra", type: "text" }) };
  const name: ColumnTarget = { kind: "field", key: "name" };
  for (const columns of [
    [create, { kind: "skip" }],
    [name, name],
    [name, { kind: "field", key: "nope" }],
    [name],
  ] satisfies ColumnTarget[][]) {
    await expect(f.as((tx) => imports.start(tx, { importId, columns, runWorkflows: false }))).rejects.toMatchObject({
      code: "bad_request",
    });
  }
  const metadata = await f.as((tx) => f.records.metadata(tx));
  expect(metadata.customFields.some((field) => field.label === "Extra")).toBe(false);
  expect(imports.enqueued).toEqual([]);
});

test("an import of another tenant answers as one that does not exist", async () => {
  await using f = await fixture();
  const imports = service(f);
  await expect(f.as((tx) => imports.get(tx, ImportId.parse(randomUUID())))).rejects.toMatchObject({
    code: "not_found",
  });
});
