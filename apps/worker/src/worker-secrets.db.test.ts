import { once } from "node:events";
import { createServer } from "node:http";
import { createCredentialService, newId } from "@catalyst/records";
import pino from "pino";
import { expect, test } from "vitest";
import { chain, createTask, CREDENTIAL_KEY, workerFixture, type WorkerFixture } from "./worker.fixture.ts";
import { startWorker } from "./worker.ts";

const STORED = 'st0red"s3cret/+value';
const HEADER = "h3ader-s3cret-value";
const WORKFLOW = ["crm.workflow_drafts", "crm.workflow_versions"];
const QUERY = "qu3ry/s3cret value";

/** A server that answers with all that it was sent, and refuses what is called `/refuse`. */
async function echo(): Promise<{ readonly host: string; readonly seen: string[]; readonly close: () => void }> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const text = JSON.stringify({ headers: request.headers, url: request.url });
    seen.push(text);
    response.statusCode = request.url?.startsWith("/refuse") === true ? 401 : 200;
    response.setHeader("x-echo", JSON.stringify(request.headers["x-key"] ?? ""));
    response.end(text);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    host: `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    seen,
    close: () => server.close(),
  };
}

/** Tables in which a text stands anywhere, in any form that JSON or addresses give it. */
async function tablesWith(f: WorkerFixture, secret: string): Promise<readonly string[]> {
  const tables = await f.db.adminQuery<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('crm', 'engine', 'identity', 'pgboss', 'vault', 'public') and c.relkind = 'r' order by 1`,
  );
  const inText = JSON.stringify(JSON.stringify(secret)).slice(3, -3);
  const forms = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), inText];
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await f.db.adminQuery(
      `select from ${name} t where exists (select from unnest($1::text[]) form where strpos(t::text, form) > 0) limit 1`,
      [forms],
    );
    if (rows.length > 0) found.push(name);
  }
  return found;
}

/** Runs a worker until nothing is left to do; gives its log. */
async function work(f: WorkerFixture, host: string): Promise<string> {
  const lines: string[] = [];
  const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) });
  const worker = await startWorker({ ...f.config, allowedPrivateHosts: new Set([host]) }, log);
  await f.until(async () => (await f.db.adminQuery("select from engine.run_queue")).length === 0);
  await worker.stop();
  return lines.join("\n");
}

test("a stored credential is sent, and stands nowhere in the database or the log, though it is answered back", async () => {
  await using f = await workerFixture();
  const { host, seen, close } = await echo();
  const credentials = createCredentialService({ keys: [CREDENTIAL_KEY], newId });
  const secret = { kind: "header", headerName: "X-Key", value: STORED } as const;
  const { credentialId } = await f.asAdmin((tx) => credentials.create(tx, { name: "Them", host, secret }));
  const request = (path: string) => ({ method: "POST", url: `http://${host}${path}`, body: "{}", credentialId });
  await f.publish(
    chain([
      { key: "call", type: "http_request@2", config: request("/") },
      createTask("task", "{{ steps.call.json.headers['x-key'] }}"),
      { key: "refused", type: "http_request@2", config: request("/refuse") },
    ]),
  );
  await f.createCompany("Acme");

  const log = await work(f, host);
  close();

  expect(seen).toHaveLength(2);
  expect(seen.every((text) => text.includes(JSON.stringify(STORED).slice(1, -1)))).toBe(true);
  expect(await tablesWith(f, STORED)).toEqual([]);
  expect(log).not.toContain("s3cret");
  expect(await f.db.adminQuery("select title from crm.tasks")).toEqual([{ title: "•••" }]);
  expect(await f.db.adminQuery("select status from crm.workflow_runs")).toEqual([{ status: "failed" }]);
});

test("secrets in headers and addresses stand in the workflow alone, not in what its runs leave", async () => {
  await using f = await workerFixture();
  const { host, seen, close } = await echo();
  const url = `http://${host}/?q=1&api_key=${encodeURIComponent(QUERY)}`;
  const headers = [{ name: "Authorization", value: `Bearer ${HEADER}` }];
  await f.publish(
    chain([
      { key: "call", type: "http_request@1", config: { method: "PUT", url, headers, body: "{}" } },
      createTask("task", "{{ steps.call.json.url }}"),
    ]),
  );
  await f.createCompany("Acme");

  const log = await work(f, host);
  close();

  expect(seen[0]).toContain(HEADER);
  expect(seen[0]).toContain(encodeURIComponent(QUERY));
  expect(await tablesWith(f, HEADER)).toEqual(WORKFLOW);
  expect(await tablesWith(f, QUERY)).toEqual(WORKFLOW);
  expect(log).not.toContain("s3cret");
  expect(await f.db.adminQuery("select title from crm.tasks")).toEqual([{ title: "/?q=1&api_key=•••" }]);
});
