import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  deriveKeys,
  prepareDatabase,
  startEmbeddedPostgres,
  withClient,
  withDatabase,
  type EmbeddedPostgres,
} from "@catalyst/db";
import type { TestDatabase } from "@catalyst/testkit";
import { expect, test } from "vitest";
import { chain, createTask, sendMail, workerFixture } from "./worker.fixture.ts";
import { spawnWorker } from "./worker-process.fixture.ts";

const SECRET = "a secret of this test alone";
const RUNS = 40;

/** A PostgreSQL of this test alone, which it may kill. */
async function ownDatabase(server: EmbeddedPostgres): Promise<TestDatabase> {
  const admin = withDatabase(server.adminUrl, "catalyst");
  const urls = { ...(await prepareDatabase(server.adminUrl, SECRET)), admin };
  const query =
    (url: string): TestDatabase["adminQuery"] =>
    (sql, values) =>
      withClient(url, async (client) => (await client.query(sql, values && [...values])).rows);
  return {
    name: "catalyst",
    urls,
    contextKey: deriveKeys(SECRET).contextKey,
    ownerQuery: query(urls.owner),
    adminQuery: query(admin),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

test(
  "kill -9 of PostgreSQL during runs: the worker lives on, and each effect happens once",
  { timeout: 90_000 },
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "catalyst-crash-"));
    let server = await startEmbeddedPostgres({ dataDir });
    try {
      await using f = await workerFixture(await ownDatabase(server));
      await f.publish(
        chain([
          createTask("one", "one {{ record.name }}"),
          sendMail("mail"),
          { key: "wait", type: "delay@1", config: { amount: 0.2, unit: "seconds" } },
          createTask("two", "two {{ record.name }}"),
        ]),
      );
      const names = Array.from({ length: RUNS }, (_, place) => `C${place}`).toSorted();
      for (const name of names) await f.createCompany(name);
      await using worker = spawnWorker({ ...f.environment, WORKER_CONCURRENCY: "3" });
      await f.until(async () => (await f.db.adminQuery("select from crm.development_mails")).length >= 5);

      process.kill(server.pid, "SIGKILL");
      await server.exited;
      server = await startEmbeddedPostgres({ dataDir });
      await f.until(async () => (await f.db.adminQuery("select from engine.run_queue limit 1")).length === 0);
      worker.child.kill("SIGTERM");
      expect(await worker.ended).toBe(0);

      expect(
        await f.db.adminQuery("select status, count(*)::int as runs from crm.workflow_runs group by status"),
      ).toEqual([{ status: "completed", runs: RUNS }]);
      expect(
        await f.db.adminQuery(
          "select subject, count(*)::int as times from crm.development_mails group by subject order by subject",
        ),
      ).toEqual(names.map((subject) => ({ subject, times: 1 })));
      const tasks = ["one", "two"].flatMap((step) => names.map((name) => ({ title: `${step} ${name}`, times: 1 })));
      expect(
        await f.db.adminQuery("select title, count(*)::int as times from crm.tasks group by title order by title"),
      ).toEqual(tasks);
    } finally {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
);
