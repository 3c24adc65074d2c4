import { ExportId } from "@catalyst/contracts";
import { withTenant } from "@catalyst/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serverFixture, type ServerFixture } from "../server.fixture.ts";

let fixture: ServerFixture;
beforeAll(async () => {
  fixture = await serverFixture();
});
afterAll(() => fixture[Symbol.asyncDispose]());

test("the file of an export is loaded by whoever made it, once it is whole, and by nobody else", async () => {
  const { admin, manager, read_only: reader } = fixture.tenantA.principals;
  const browser = await fixture.signedIn(admin);
  await browser.mutate("records.create", { entityType: "companies", fields: { name: "Älpler" } });
  const made = await browser.mutate("exports.create", { entityType: "companies", columns: ["name"] });
  const exportId = ExportId.parse((made.data as { exportId: string }).exportId);
  const path = `/api/exports/${exportId}`;

  expect((await browser.fetch(path)).status).toBe(409);
  const { database, exports } = fixture.server.services;
  await withTenant(database, admin, (tx) => exports.runBatch(tx, exportId));
  const file = await browser.fetch(path);

  expect(file.status).toBe(200);
  expect(file.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(file.headers.get("content-disposition")).toMatch(/^attachment; filename="Companies \d{4}-\d\d-\d\d\.csv"$/);
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(new TextEncoder().encode("\uFEFFName\r\nÄlpler\r\n"));
  expect((await (await fixture.signedIn(manager)).fetch(path)).status).toBe(404);
  expect((await (await fixture.signedIn(reader)).fetch(path)).status).toBe(403);
  expect((await (await fixture.signedIn(fixture.tenantB.principals.admin)).fetch(path)).status).toBe(404);
  expect((await fixture.browser().fetch(path)).status).toBe(401);
  expect((await browser.fetch("/api/exports/none")).status).toBe(404);
});
