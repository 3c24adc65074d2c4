/** A fixed number of places. Who is in a hurry goes first, then who comes back, then who comes anew. */
export type Slots = {
  /** Takes a place if one is free, nobody waits for it, and `spare` more are left; whoever is in a hurry passes those who wait. */
  readonly take: (wish: { readonly spare: number; readonly hurried: boolean }) => boolean;
  /** Gives a place away. */
  readonly leave: () => void;
  /** Waits for a place. */
  readonly comeBack: () => Promise<void>;
};

/** Makes the places; `onFree` is told when one is free, and takes it for whoever comes anew. */
export function createSlots(count: number, onFree: () => void): Slots {
  const waiting: (() => void)[] = [];
  let taken = 0;
  const admit = (): void => {
    while (taken < count) {
      const next = waiting.shift();
      if (next === undefined) return onFree();
      taken += 1;
      next();
    }
  };
  return {
    take({ spare, hurried }) {
      if (taken + spare >= count || (waiting.length > 0 && !hurried)) return false;
      taken += 1;
      return true;
    },
    leave() {
      taken -= 1;
      if (waiting.length > 0) onFree();
      admit();
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
