/** Draws that are the same at every run: the demo looks alike on every machine. */
export type Draw = {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  /** One of the values. */
  of<T>(values: readonly [T, ...T[]] | readonly T[]): T;
  /** A version-4 UUID. */
  id(): string;
};

/** mulberry32: 32 bits of state are plenty for a demo. */
export function seededDraw(seed: number): Draw {
  let state = seed;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
  };
  const hex = (count: number): string => Array.from({ length: count }, () => below(16).toString(16)).join("");
  return {
    below,
    of: (values) => {
      const value = values[below(values.length)];
      if (value === undefined) throw new RangeError("There is nothing to draw from");
      return value;
    },
    id: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  };
}
