import { runCommand } from "../scripts/app/run-command.ts";
import { say } from "./figure.ts";
import { reportChaos } from "./chaos/report.ts";
import { runChaos } from "./chaos/run-chaos.ts";
import { readChaosSettings } from "./chaos/settings.ts";

/** `npm run chaos`: random workflows while everything breaks; every effect must happen, and once. */
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
await runCommand(async () => {
  const settings = readChaosSettings(process.env);
  say(`Seed ${settings.seed}, ${settings.runs} runs; CHAOS_SEED=${settings.seed} draws the same again`);
  const outcome = await runChaos(settings);
  if (!reportChaos(settings, outcome)) process.exit(1);
});
