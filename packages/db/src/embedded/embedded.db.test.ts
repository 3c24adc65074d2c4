import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withClient } from "../prepare-database.ts";
import { StartupError, type StartupErrorCode } from "../startup-error.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded.ts";

let dataDir = "";

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "catalyst-embedded-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const start = (): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ dataDir, durable: false });

async function startError(dir: string): Promise<StartupErrorCode | undefined> {
  try {
    await (await startEmbeddedPostgres({ dataDir: dir, durable: false })).stop();
    return undefined;
  } catch (error) {
    return error instanceof StartupError ? error.code : undefined;
  }
}

test("a restart takes under two seconds, keeps the port and the data", async () => {
  const first = await start();
  await withClient(first.adminUrl, (admin) => admin.query("create table kept as select 42 as answer"));
  await first.stop();

  const startedAt = performance.now();
  await using second = await start();
  const tookMs = performance.now() - startedAt;
  const rows = await withClient(second.adminUrl, async (admin) => (await admin.query("select answer from kept")).rows);

  expect(tookMs).toBeLessThan(2_000);
  expect(second.port).toBe(first.port);
  expect(rows).toEqual([{ answer: 42 }]);
});

test("a server killed with -9 reports its end and recovers what was committed", async () => {
  const first = await startEmbeddedPostgres({ dataDir });
  await withClient(first.adminUrl, (admin) => admin.query("create table kept as select 1 as one"));

  process.kill(first.pid, "SIGKILL");
  await first.exited;
  await using second = await startEmbeddedPostgres({ dataDir });

  expect(await withClient(second.adminUrl, async (admin) => (await admin.query("select * from kept")).rowCount)).toBe(
    1,
  );
});

test("an orphan, whose supervisor is gone, is shut down and the folder taken over", async () => {
  const first = await start();
  const gone = spawnSync("true").pid;
  writeFileSync(join(dataDir, "supervisor.pid"), `${gone}\n`);

  await using second = await start();
  await first.exited;

  expect(second.pid).not.toBe(first.pid);
});

test("a folder on which another instance works is refused", async () => {
  await using _running = await start();
  writeFileSync(join(dataDir, "supervisor.pid"), `${process.ppid}\n`);

  expect(await startError(dataDir)).toBe("data_folder_in_use");
});

test("a folder of another PostgreSQL version is refused", async () => {
  mkdirSync(join(dataDir, "postgres"));
  writeFileSync(join(dataDir, "postgres/PG_VERSION"), "16\n");

  expect(await startError(dataDir)).toBe("data_folder_version");
});

test("a folder that cannot be written is refused", async () => {
  writeFileSync(join(dataDir, "file"), "");

  expect(await startError(join(dataDir, "file", "data"))).toBe("data_folder_not_writable");
});

const mounted = spawnSync("sh", ["-c", 'd=$(mktemp -d) && mount -t tmpfs none "$d" && umount "$d"']).status === 0;

test.runIf(mounted)("a full disk is named as such", async () => {
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=24m", "none", dataDir]);
  try {
    expect(await startError(dataDir)).toBe("disk_full");
  } finally {
    execFileSync("umount", [dataDir]);
  }
});

test("the secret is made once and nobody else may read it", async () => {
  await (await start()).stop();
  const secret = readFileSync(join(dataDir, "secret"), "utf8");
  await (await start()).stop();

  expect(secret).toMatch(/^[0-9a-f]{64}\n$/);
  expect(readFileSync(join(dataDir, "secret"), "utf8")).toBe(secret);
  expect(statSync(join(dataDir, "secret")).mode & 0o777).toBe(0o600);
});

test("the server listens on loopback only", async () => {
  await using server = await start();

  const addresses = await withClient(
    server.adminUrl,
    async (admin) => (await admin.query("show listen_addresses")).rows,
  );

  expect(addresses).toEqual([{ listen_addresses: "127.0.0.1" }]);
});
