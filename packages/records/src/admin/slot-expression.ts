/** A slot's column, and what it must hold; `values` are the parameters behind the statement's first three. */
export type SlotExpression = { readonly slot: string; readonly value: string; readonly values: readonly string[] };

const CAST = {
  n: "slot_number",
  t: "slot_text",
  d: "slot_time",
  b: "slot_boolean",
  u: "slot_unique",
  r: "slot_user",
} as const;

/** Compares a slot with the value under a key as $4; `key` null: the slot must be empty, as while it is released. */
export function slotExpression(slot: string, key: string | null): SlotExpression {
  const column = slotColumn(slot);
  if (key === null) return { slot: column, value: "null", values: [] };
  return { slot: column, value: slotValue(slot, "$4::text"), values: [key] };
}

/** The column of a slot, with the alias r. */
export function slotColumn(slot: string): string {
  if (!/^(?:[ntd](?:[1-9]|10)|[bur][1-5])$/.test(slot))
    throw new Error("Assertion failed: a slot's name is one of the layout's");
  return `r.${slot}`;
}

/** What the trigger fills a slot with, for a key given as SQL. */
export function slotValue(slot: string, keySql: string): string {
  return `crm.${CAST[slotColumn(slot).slice(2, 3) as keyof typeof CAST]}(r.values -> ${keySql})`;
}
