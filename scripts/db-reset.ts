import { rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { dropDatabase } from "../packages/db/src/index.ts";
import { readConfig } from "./app/config.ts";
import { openAppDatabase } from "./app/database.ts";
import { accountsFile, ensureDemo } from "./app/demo.ts";
import { runCommand } from "./app/run-command.ts";
import { serviceEnvironment } from "./app/service-environment.ts";

/** `npm run db:reset`: deletes the database and makes it anew, migrated and with the demo data; `--yes` asks nothing. */
await runCommand(async () => {
  const config = readConfig(process.env, join(import.meta.dirname, ".."));
  const where =
    config.databaseUrl === undefined
      ? config.dataDir
      : `the server of DATABASE_URL (${new URL(config.databaseUrl).host})`;
  if (!process.argv.includes("--yes") && !(await confirm(`Delete all data of Catalyst in ${where}? Type yes: `)))
    return console.log("Nothing was changed");
  const database = await openAppDatabase(config, console.log);
  await dropDatabase(database.adminUrl);
  await database.stop();
  rmSync(accountsFile(config), { force: true });
  const fresh = await openAppDatabase(config, console.log);
  const seeded = await ensureDemo(config, fresh.urls, serviceEnvironment(config, fresh.urls, fresh.keys));
  await fresh.stop();
  console.log(seeded === "seeded" ? "The database holds the demo data, nothing else" : "The database is empty");
});

async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(question);
  terminal.close();
  return answer.trim() === "yes";
}
