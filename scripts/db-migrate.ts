import { join } from "node:path";
import { readConfig } from "./app/config.ts";
import { openAppDatabase } from "./app/database.ts";
import { runCommand } from "./app/run-command.ts";

/** `npm run db:migrate`: brings the database to the newest migration without starting anything else. */
await runCommand(async () => {
  const config = readConfig(process.env, join(import.meta.dirname, ".."));
  const database = await openAppDatabase(config, console.log);
  await database.stop();
  console.log("The database is up to date");
});
