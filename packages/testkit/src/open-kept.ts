import { startEmbeddedPostgres } from "@catalyst/db";

/** Starts the PostgreSQL of a failed test run again, so that its kept databases can be looked at; Ctrl-C ends it. */
const [dataDir] = process.argv.slice(2);
if (dataDir === undefined)
  throw new Error("Usage: node packages/testkit/src/open-kept.ts <folder that the test run printed>");
const server = await startEmbeddedPostgres({ dataDir, durable: false });
console.log(`Administrator: ${server.adminUrl}`);
const timer = setInterval(() => undefined, 60_000);
process.once("SIGINT", () => {
  clearInterval(timer);
  void server.stop();
});
