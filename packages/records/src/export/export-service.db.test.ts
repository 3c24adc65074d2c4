import { randomUUID } from "node:crypto";
import { CreateExportInput, type ExportId } from "@catalyst/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { setOwnCalendar, setTenantCalendar } from "../metadata/set-calendar.ts";
import { calendarOf } from "../metadata/metadata.ts";
import { fieldInput, fixture, type Fixture } from "../record-service.fixture.ts";
import { createExportService, type ExportService } from "./export-service.ts";

let f: Fixture;
let service: ExportService;
const queued: ExportId[] = [];
beforeAll(async () => {
  f = await fixture();
  service = createExportService({
    metadata: f.records.metadata,
    newId: randomUUID,
    enqueue: async (_tx, exportId) => void queued.push(exportId),
  });
  const field = (key: string, type: "currency" | "multiSelect" | "dateTime") =>
    fieldInput({
      label: key,
      key,
      type,
      config: type === "multiSelect" ? { options: [{ id: "a", label: "Alpha", hue: "slate", archived: false }] } : {},
    });
  for (const [key, type] of [
    ["price", "currency"],
    ["tags", "multiSelect"],
    ["seen", "dateTime"],
  ] as const)
    await f.as((tx) => f.records.createField(tx, { entityType: "contacts", field: field(key, type) }));
});
afterAll(() => f[Symbol.asyncDispose]());

const input = (change: Partial<CreateExportInput> = {}): CreateExportInput =>
  CreateExportInput.parse({
    entityType: "contacts",
    columns: ["name"],
    sort: { field: "name", direction: "asc" },
    ...change,
  });

async function finish(exportId: ExportId, principal = f.tenant.principals.admin): Promise<number> {
  for (let batches = 1; ; batches += 1)
    if ((await f.as((tx) => service.runBatch(tx, exportId), principal)).done) return batches;
}

async function fileOf(exportId: ExportId): Promise<string> {
  let text = "";
  for (let ordinal = 0; ; ordinal += 1) {
    const chunk = await f.as((tx) => service.readChunk(tx, exportId, ordinal));
    if (chunk === null) return text;
    text += chunk;
  }
}

test("a file holds what one sees: labels, every type as its CSV form, records and people by name, no live formula", async () => {
  const { record } = await f.as((tx) =>
    f.records.create(tx, { entityType: "companies", fields: { name: "Meridian, Ltd" } }, { kind: "seed" }),
  );
  await f.as((tx) =>
    f.records.create(
      tx,
      {
        entityType: "contacts",
        ownerId: tx.principal.principalId,
        fields: {
          name: "=HYPERLINK(1)",
          company: record.id,
          price: { amount: 12.5, currency: "EUR" },
          tags: ["a"],
          seen: "2026-01-02T03:04:05Z",
        },
      },
      { kind: "seed" },
    ),
  );
  const owner = (await f.as((tx) => f.records.metadata(tx))).principals.find(
    ({ id }) => id === f.tenant.principals.admin.principalId,
  );
  const made = await f.as((tx) =>
    service.create(tx, input({ columns: ["name", "company", "price", "tags", "seen", "ownerId"] })),
  );
  expect(queued).toContain(made.exportId);
  await finish(made.exportId);

  const file = await fileOf(made.exportId);
  expect(file).toBe(
    "\uFEFFName,Company,price,tags,seen,Owner\r\n" +
      `'=HYPERLINK(1),"Meridian, Ltd",12.5 EUR,Alpha,2026-01-02T03:04:05.000Z,${owner?.name ?? ""}\r\n`,
  );
  expect(await f.as((tx) => service.get(tx, made.exportId))).toMatchObject({
    status: "completed",
    doneRows: 1,
    totalRows: 1,
    sizeBytes: Buffer.byteLength(file),
  });
});

test("an export goes on where it was, page by page, and gives each record once", async () => {
  const names = Array.from({ length: 2_100 }, (_, index) => `Note ${String(index).padStart(4, "0")}`);
  await f.as((tx) =>
    f.records.createMany(
      tx,
      { entityType: "notes", startRuns: false, records: names.map((title) => ({ fields: { title } })) },
      { kind: "seed" },
    ),
  );
  const made = await f.as((tx) =>
    service.create(tx, input({ entityType: "notes", columns: ["title"], sort: { field: "title", direction: "asc" } })),
  );
  // A batch that is rolled back, as by a killed worker, leaves nothing.
  await expect(
    f.as(async (tx) => {
      await service.runBatch(tx, made.exportId);
      throw new Error("killed");
    }),
  ).rejects.toThrow("killed");
  expect(await finish(made.exportId)).toBe(3);
  expect((await fileOf(made.exportId)).split("\r\n").slice(1, -1)).toEqual(names);
});

test("an export can be cancelled, is nobody else's, and fails with a reason; neither leaves a file", async () => {
  const { manager } = f.tenant.principals;
  const made = await f.as((tx) => service.create(tx, input({ columns: ["name", "company"] })));
  await expect(f.as((tx) => service.get(tx, made.exportId), manager)).rejects.toMatchObject({ code: "not_found" });
  expect(await f.as((tx) => service.list(tx), manager)).toEqual([]);
  expect(await f.as((tx) => service.readChunk(tx, made.exportId, 0))).toBeNull();
  await f.as((tx) => service.cancel(tx, made.exportId));
  await finish(made.exportId);
  expect(await f.as((tx) => service.get(tx, made.exportId))).toMatchObject({ status: "cancelled" });
  await expect(f.as((tx) => service.cancel(tx, made.exportId))).rejects.toMatchObject({ code: "conflict" });

  const failing = await f.as((tx) => service.create(tx, input()));
  await f.as((tx) => service.fail(tx, failing.exportId, "A reason."));
  expect(await f.as((tx) => service.get(tx, failing.exportId))).toMatchObject({ status: "failed", error: "A reason." });
  const left = await f.as((tx) =>
    tx.query(null, "select 1 from crm.export_chunks where export_id = any($1)", [[made.exportId, failing.exportId]]),
  );
  expect(left.rowCount).toBe(0);
});

test("three exports of a person run at the same time; unknown fields and bad filters are refused at once", async () => {
  const { manager } = f.tenant.principals;
  const create = (change: Partial<CreateExportInput> = {}) => f.as((tx) => service.create(tx, input(change)), manager);
  await expect(create({ columns: ["nothing"] })).rejects.toMatchObject({ problems: [{ field: "nothing" }] });
  await expect(
    create({ filter: { kind: "condition", field: "name", operator: "within", value: null } }),
  ).rejects.toMatchObject({ code: "bad_request" });
  for (let index = 0; index < 3; index += 1) await create();
  await expect(create()).rejects.toMatchObject({ code: "quota_exceeded" });
});

test("people set their own calendar, admins the tenant's; both count from the next request on", async () => {
  const { sales, manager } = f.tenant.principals;
  const calendar = async (principal: typeof sales) =>
    f.as(async (tx) => calendarOf(await f.records.metadata(tx), principal.principalId), principal);
  expect(await calendar(sales)).toEqual({ timeZone: "UTC", weekStartsOn: 1 });
  await f.as((tx) => setTenantCalendar(tx, { timeZone: "Asia/Kolkata", weekStartsOn: 7 }));
  await f.as((tx) => setOwnCalendar(tx, { timeZone: "Europe/Berlin", weekStartsOn: 1 }), manager);
  expect(await calendar(sales)).toEqual({ timeZone: "Asia/Kolkata", weekStartsOn: 7 });
  expect(await calendar(manager)).toEqual({ timeZone: "Europe/Berlin", weekStartsOn: 1 });
  await expect(
    f.as((tx) => setOwnCalendar(tx, { timeZone: "Mars/Olympus", weekStartsOn: 1 }), sales),
  ).rejects.toMatchObject({ problems: [{ field: "timeZone" }] });
  // Nobody sets another person's clock, whatever is asked of the database.
  const others = await f.as(
    (tx) =>
      tx.query(null, "update crm.principals set time_zone = 'UTC' where principal_id = $1", [manager.principalId]),
    sales,
  );
  expect(others.rowCount).toBe(0);
});
