import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { WorkflowGraph } from "@catalyst/contracts";
import { expect, test } from "vitest";
import { z } from "zod";
import { applyOutcome, applyWake, type AppliedOutcome } from "../apply-outcome.ts";
import { startRun } from "../start-run.ts";

/** A run of an earlier version of the engine: what was reported to it, and the state that it came to by that. */
const Golden = z.object({
  graph: WorkflowGraph,
  reports: z.array(z.object({ wake: z.boolean(), applied: z.custom<AppliedOutcome>() })),
  state: z.unknown(),
});

const FOLDER = import.meta.dirname;

/** These files are never changed: runs that are under way while the engine is renewed go on from such states. */
test.each(readdirSync(FOLDER).filter((file) => file.endsWith(".json")))("%s still leads to the same state", (file) => {
  const golden = Golden.parse(JSON.parse(readFileSync(join(FOLDER, file), "utf8")));
  let state = startRun(golden.graph);
  for (const { wake, applied } of golden.reports)
    state = (wake ? applyWake : applyOutcome)(golden.graph, state, applied).state;
  expect(state).toEqual(golden.state);
});
