import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded/embedded.ts";
import { prepareDatabase, withClient } from "./prepare-database.ts";

/** A server as a hosting company gives it: our user is no superuser. */
let server: EmbeddedPostgres;
const dataDir = mkdtempSync(join(tmpdir(), "catalyst-foreign-"));

beforeAll(async () => {
  server = await startEmbeddedPostgres({ dataDir, durable: false });
  await withClient(server.adminUrl, async (admin) => {
    await admin.query(
      "create role hosted login createrole createdb password 'pw'; create role poor login password 'pw'",
    );
    await admin.query("create database given owner hosted");
  });
});

afterAll(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const urlOf = (user: string, database: string): string => `postgres://${user}:pw@127.0.0.1:${server.port}/${database}`;

test("a user without CREATEROLE is told what it lacks", async () => {
  await expect(prepareDatabase(urlOf("poor", "given"), "secret")).rejects.toMatchObject({ code: "rights_missing" });
});

test("a user with CREATEROLE and CREATEDB prepares a given database, and again with another secret", async () => {
  await prepareDatabase(urlOf("hosted", "given"), "secret");
  const urls = await prepareDatabase(urlOf("hosted", "given"), "another secret");

  const rows = await withClient(urls.app, async (app) => (await app.query("select current_database() as name")).rows);

  expect(rows).toEqual([{ name: "given" }]);
});

test("a database that does not exist yet is created", async () => {
  const urls = await prepareDatabase(urlOf("hosted", "fresh"), "another secret");

  expect(new URL(urls.app).pathname).toBe("/fresh");
});

test("a server that does not answer is named without the password", async () => {
  const attempt = prepareDatabase("postgres://u:hunter2@127.0.0.1:1/x", "secret");

  await expect(attempt).rejects.toMatchObject({
    code: "database_unreachable",
    message: expect.not.stringContaining("hunter2"),
  });
});
