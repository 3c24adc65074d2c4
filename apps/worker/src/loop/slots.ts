/** A fixed number of places. Who comes back has precedence over who comes anew. */
export type Slots = {
  /** Takes a place if one is free and nobody waits for it; `spare`: and that many more are left. */
  readonly take: (spare: number) => boolean;
  /** Gives a place away. */
  readonly leave: () => void;
  /** Waits for a place. */
  readonly comeBack: () => Promise<void>;
};

/** Makes the places; `onFree` is told when one is free and nobody waits. */
export function createSlots(count: number, onFree: () => void): Slots {
  const waiting: (() => void)[] = [];
  let taken = 0;
  return {
    take(spare) {
      if (taken + spare >= count) return false;
      taken += 1;
      return true;
    },
    leave() {
      const next = waiting.shift();
      if (next !== undefined) return next();
      taken -= 1;
      onFree();
    },
    comeBack() {
      if (taken < count) {
        taken += 1;
        return Promise.resolve();
      }
      return new Promise((resolve) => waiting.push(resolve));
    },
  };
}

/** Runs a slow call without its place, so that waiting for somebody else's server keeps nobody waiting here. */
export async function outside<T>(slots: Slots, call: () => Promise<T>): Promise<T> {
  slots.leave();
  try {
    return await call();
  } finally {
    await slots.comeBack();
  }
}
