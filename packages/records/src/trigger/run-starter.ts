import { chainPosition, matchTriggers } from "@catalyst/workflow-engine";
import type { RecordPorts } from "../ports.ts";
import { insertRuns, type NewRun, type RunStarterPorts } from "./insert-runs.ts";
import { versionGraphs } from "./version-graphs.ts";

/**
 * Makes the port that starts runs: matches changes with the tenant's live triggers, then inserts run, queue row and
 * wake-up beside the change, so that all commit together or none does.
 */
export function createRunStarter(ports: RunStarterPorts): RecordPorts["startRuns"] {
  const graphs = versionGraphs();
  return async (tx, changes) => {
    if (changes.triggers.length === 0) return;
    const { filterScope = () => null } = changes;
    const scope = { now: ports.now(), filterScope };
    const matched = changes.changes.flatMap((change) => matchTriggers(change, changes.triggers, scope));
    const starts = matched.map(({ change, ...start }): NewRun => ({
      ...start,
      trigger: change,
      state: null,
      parentRunId: null,
    }));
    if (starts.length > 0) await insertRuns(tx, { ports, graphs }, { starts, position: chainPosition(changes.reason) });
  };
}
