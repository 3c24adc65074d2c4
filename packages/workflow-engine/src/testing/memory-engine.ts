import type { RecordId, WorkflowGraph } from "@catalyst/contracts";
import { EffectError } from "../effect-error.ts";
import type { CrashPoint, EnginePorts } from "../ports.ts";
import { memoryEffects } from "./memory-effects.ts";
import type { MemoryRunStore, MemoryTx } from "./memory-run-store.ts";

/** What a test decides about the world outside. */
export type MemoryWorld = {
  readonly memory: MemoryRunStore;
  /** The time, in ms; a test moves it on. */
  nowMs: number;
  /** Calls that reached the receiver, by their key; the receiver honours keys. */
  readonly delivered: Map<string, unknown>;
  /** Throws where a test wants a crash or a fault. */
  readonly reach: (point: CrashPoint) => void;
  readonly fault: () => "none" | "definite" | "doubtful";
  /** Records that queries find. */
  readonly found?: readonly RecordId[];
  /** The workflow that calls of another one run. */
  readonly called?: WorkflowGraph;
};

/** Ports on a world in memory: no clock, no chance, no network. */
export function memoryPorts(world: MemoryWorld): EnginePorts<MemoryTx> {
  let ids = 0;
  const deliver = (key: string, what: unknown): void => {
    const fault = world.fault();
    if (fault === "definite") throw new EffectError("refused", "Refused", { retryable: true, definite: true });
    world.delivered.set(key, what);
    if (fault === "doubtful") throw new EffectError("timeout", "No answer", { retryable: true, definite: false });
  };
  return {
    store: world.memory.store,
    effects: (segment, cause) => memoryEffects(world, segment, cause),
    mail: {
      send: async (mail, { idempotencyKey }) => {
        deliver(idempotencyKey, mail);
        return { messageId: idempotencyKey };
      },
    },
    http: {
      call: async (request, { idempotencyKey }) => {
        deliver(idempotencyKey, request);
        return { status: 200, headers: {}, body: "{}" };
      },
    },
    now: () => new Date(world.nowMs).toISOString(),
    newId: () => {
      ids += 1;
      return `00000000-0000-4000-a000-${String(ids).padStart(12, "0")}`;
    },
    chance: () => 0.5,
    reach: world.reach,
  };
}
