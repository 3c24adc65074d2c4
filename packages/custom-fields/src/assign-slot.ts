import type { FieldDefinition, SlotUsage } from "@catalyst/contracts";
import type { SlotKind } from "./field-type/field-type-module.ts";
import { fieldTypeOf } from "./registry.ts";

/** Slot columns of each kind: the quota of an entity type. */
export const SLOT_LAYOUT = {
  number: { prefix: "n", limit: 10 },
  text: { prefix: "t", limit: 10 },
  time: { prefix: "d", limit: 10 },
  boolean: { prefix: "b", limit: 5 },
  unique: { prefix: "u", limit: 5 },
  user: { prefix: "r", limit: 5 },
} as const satisfies Record<SlotKind, { prefix: string; limit: number }>;

/** Every kind of slot, in the order that quotas are shown. */
export const SLOT_KINDS = [
  "text",
  "number",
  "time",
  "boolean",
  "user",
  "unique",
] as const satisfies readonly SlotKind[];

/** The lowest free slot of a kind, or null when the quota is used up. Quarantined slots count as taken. */
export function assignSlot(kind: SlotKind, taken: ReadonlySet<string>): string | null {
  const { prefix, limit } = SLOT_LAYOUT[kind];
  for (let place = 1; place <= limit; place += 1) {
    if (!taken.has(`${prefix}${place}`)) return `${prefix}${place}`;
  }
  return null;
}

/** How much of each quota is used. */
export function slotUsage(taken: ReadonlySet<string>): readonly SlotUsage[] {
  return SLOT_KINDS.map((kind) => {
    const { prefix, limit } = SLOT_LAYOUT[kind];
    return { kind, limit, used: [...taken].filter((slot) => slot.startsWith(prefix)).length };
  });
}

/** The kind of slot that an index on the field takes; null where its type or storage has none. */
export function searchSlotKind(field: Pick<FieldDefinition, "type" | "storage">): SlotKind | null {
  return field.storage.kind === "values" ? fieldTypeOf(field).slotKind : null;
}
