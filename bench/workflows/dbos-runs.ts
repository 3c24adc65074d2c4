import { DBOS } from "@dbos-inc/dbos-sdk";
import { DBOS_RUNS, STEPS_PER_RUN, WARM_UP_RUNS } from "./plan.ts";

/*
 * A process of its own, as our worker is: DBOS Transact with five steps without effect. Runs are started here, sixteen at
 * a time, so that DBOS needs no queue; its argument is the URL of its database, its answer a message to the parent.
 */
const AT_ONCE = 16;

const fiveSteps = DBOS.registerWorkflow(
  async () => {
    for (let step = 0; step < STEPS_PER_RUN; step += 1)
      await DBOS.runStep(() => Promise.resolve(step), { name: `step${step}` });
  },
  { name: "fiveSteps" },
);

async function run(runs: number): Promise<void> {
  let started = 0;
  const lane = async (): Promise<void> => {
    while (started < runs) {
      started += 1;
      await fiveSteps();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

DBOS.setConfig({
  name: "bench",
  systemDatabaseUrl: process.argv[2] ?? "",
  systemDatabasePoolSize: AT_ONCE + 4,
  logLevel: "error",
});
await DBOS.launch();
await run(WARM_UP_RUNS);
const startedAt = performance.now();
await run(DBOS_RUNS);
process.send?.({ stepsPerSecond: (DBOS_RUNS * STEPS_PER_RUN * 1000) / (performance.now() - startedAt) });
await DBOS.shutdown();
process.disconnect();
