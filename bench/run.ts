import { runCommand } from "../scripts/app/run-command.ts";
import { runCustomFields } from "./custom-fields.ts";
import { runSmoke } from "./smoke.ts";
import { runWorkflows } from "./workflows.ts";

/** `npm run bench -- <name>`: figures go to standard output, one JSON object a line. */
const BENCHES: Readonly<Record<string, (parts: readonly string[]) => Promise<void>>> = {
  smoke: runSmoke,
  "custom-fields": runCustomFields,
  workflows: runWorkflows,
};

await runCommand(async () => {
  const [name = "", ...parts] = process.argv.slice(2);
  const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (bench === undefined) throw new Error(`Usage: npm run bench -- <${Object.keys(BENCHES).join(" | ")}>`);
  await bench(parts);
});
