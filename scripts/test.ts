import { type Count, sum } from "./verify/stage.ts";
import { runStaticChecks } from "./verify/static-checks.ts";
import { runPlaywright, runVitest } from "./verify/test-suites.ts";

/** The stages in the order in which they run: the quick ones first. */
const STAGES = {
  check: runStaticChecks,
  unit: () => runVitest("unit"),
  db: () => runVitest("db"),
  e2e: runPlaywright,
} as const satisfies Record<string, () => Promise<Count>>;

/** `npm test [-- stage ...]`: all stages, also after a failure; the last line counts tests and checks. */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in STAGES));
if (unknown.length > 0) {
  console.error(`Unknown stage ${unknown.join(", ")}; there are ${Object.keys(STAGES).join(", ")}`);
  process.exit(1);
}
const counts: Count[] = [];
for (const [name, run] of Object.entries(STAGES))
  if (wanted.length === 0 || wanted.includes(name)) counts.push(await run());
const { passed, failed } = sum(counts);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
