import { rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { dropDatabase } from "../packages/db/src/index.ts";
import { readConfig } from "./app/config.ts";
import { openAppDatabase } from "./app/database.ts";
import { accountsFile } from "./app/demo.ts";
import { runCommand } from "./app/run-command.ts";

/** `npm run db:reset`: deletes the database and makes an empty, migrated one; `--yes` asks nothing. */
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
  await (await openAppDatabase(config, console.log)).stop();
  console.log("The database is empty; npm start fills it with the demo data");
});

async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(question);
  terminal.close();
  return answer.trim() === "yes";
}
