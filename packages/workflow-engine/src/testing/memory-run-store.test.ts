import { memoryRunStore } from "./memory-run-store.ts";
import { runStoreConformance } from "./run-store-conformance.ts";

runStoreConformance(async () => {
  const memory = memoryRunStore();
  return {
    store: memory.store,
    start: async (graph) => memory.start(graph),
    takeOver: async (runId) => memory.takeOver(runId),
    requestCancel: async (runId) => memory.requestCancel(runId),
    effect: async (tx, name) => void tx.effects.push(name),
    effects: async () => memory.effects,
    steps: async (runId) => memory.rows(runId).map(({ seq, status }) => ({ seq, status })),
    send: async (key, payload) => memory.send(key, payload),
    [Symbol.asyncDispose]: async () => undefined,
  };
});
