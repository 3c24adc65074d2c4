import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { readWorkerConfig } from "./config.ts";
import { startWorker } from "./worker.ts";
import { chain, createTask, QUIET, workerFixture } from "./worker.fixture.ts";

test("a worker with one slot goes on with other runs while somebody's server takes its time", async () => {
  await using f = await workerFixture();
  const held: ServerResponse[] = [];
  const server = createServer((_request, response) => void held.push(response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  const host = `127.0.0.1:${address.port}`;
  const call = { method: "GET", url: `http://${host}/`, headers: [], body: "" };
  await f.publish(chain([{ key: "ask", type: "http_request@1", config: call }, createTask("after")]));
  const worker = await startWorker(
    readWorkerConfig({ ...f.environment, WORKER_CONCURRENCY: "1", ALLOW_PRIVATE_HTTP: host }),
    QUIET,
  );
  const titles = async (): Promise<readonly string[]> =>
    (await f.db.adminQuery<{ title: string }>("select title from crm.tasks order by title")).map((row) => row.title);

  await f.createCompany("Slow");
  await f.until(async () => held.length === 1);
  await f.publish(chain([createTask("quick", "Quick: {{ record.name }}")]));
  await f.createCompany("Second");
  await f.until(async () => (await titles()).length === 1 && held.length === 2);
  expect(await titles()).toEqual(["Quick: Second"]);

  for (const response of held) response.end("{}");
  await f.until(async () => (await titles()).length === 3);
  await worker.stop();
  server.close();
});
