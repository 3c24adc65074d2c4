import { PrincipalId, RecordId, type WorkflowGraph } from "@catalyst/contracts";
import type { EffectCause, Segment, StepEffects } from "../ports.ts";
import type { ItemList } from "../run-state.ts";
import { idOf, type MemoryRunStore, type MemoryTx } from "./memory-run-store.ts";

/** Records that every query finds. */
export const FOUND_IDS: readonly RecordId[] = [1, 2, 3].map((place) => idOf(RecordId, 100 + place));

/** What effects of steps need of a world in memory. */
type EffectWorld = {
  readonly memory: MemoryRunStore;
  readonly found?: readonly RecordId[];
  readonly called?: WorkflowGraph;
};

/** Effects in memory: each is a word in the transaction's ledger, with the loop's item where there is one. */
export function memoryEffects(world: EffectWorld, segment: Segment<MemoryTx>, cause: EffectCause): StepEffects {
  const { memory, found = FOUND_IDS, called } = world;
  const { tx } = segment;
  const note = (what: string): void => void tx.effects.push(`${cause.stepKey}:${what}`);
  const itemsOf = (list: ItemList): readonly RecordId[] => {
    const key = `${list.runId} ${list.key}`;
    return tx.items.get(key) ?? memory.items.get(key) ?? [];
  };
  return {
    create: async ({ entityType, fields }) => {
      note("create");
      return { id: idOf(RecordId, 10), entityType, version: 1, fields };
    },
    update: async ({ entityType, id, fields }) => {
      note("update");
      return { id, entityType, version: 2, fields };
    },
    delete: async () => note("delete"),
    load: async ({ entityType, id }) => ({ id, entityType, version: 1, fields: {} }),
    find: async ({ limit }) => found.slice(0, Math.max(limit, found.length)),
    keepItems: async (key, _entityType, ids) => {
      const list = `${cause.claim.runId} ${key}`;
      tx.items.set(list, ids);
      tx.onCommit.push(() => memory.items.set(list, ids));
    },
    loadItem: async (list, ordinal) => {
      const id = itemsOf(list)[ordinal];
      return id === undefined ? null : { id, entityType: "companies", version: 1, fields: { ordinal } };
    },
    countItems: async (list) => itemsOf(list).length,
    startRun: async (start) => ({ runId: memory.startChild(tx, start, called), problem: null }),
    notify: async ({ title }) => note(`notify ${title}`),
    choosePrincipal: async ({ principalIds }) => principalIds[0] ?? idOf(PrincipalId, 2),
  };
}
