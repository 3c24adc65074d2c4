import type { ClaimedRun, RunStore } from "@catalyst/workflow-engine";

/** Sets a run aside whose workers keep dying: it ends, and says why. */
export async function quarantine<Tx>(store: RunStore<Tx>, claim: ClaimedRun): Promise<void> {
  await store.commit({
    claim,
    run: null,
    work: async ({ run }) => ({
      state: run.state,
      rows: [],
      waits: [],
      resolvedWaits: [],
      next: {
        kind: "ended",
        status: "quarantined",
        detail: "Set aside: the worker was lost again and again while it worked on this run.",
      },
    }),
  });
}
