import type { FieldValue } from "@catalyst/contracts";
import { formatNumber, numberToSend, parseNumber } from "../number/number-text.ts";

/** An amount as a form holds it: what is half-typed stays text. */
export type AmountDraft = { readonly amount: unknown; readonly currency: string };

/** The amount that a form or a record holds, or null. Pure. */
export function readAmount(value: unknown): AmountDraft | null {
  if (typeof value !== "object" || value === null || !("amount" in value)) return null;
  const { amount } = value;
  return { amount, currency: "currency" in value && typeof value.currency === "string" ? value.currency : "" };
}

/** What the form holds once somebody typed an amount; nothing typed is no value. Pure. */
export function typedAmount(text: string, currency: string): AmountDraft | null {
  return text === "" ? null : { amount: parseNumber(text), currency };
}

/** The text of an amount's input. Pure. */
export function amountText(value: unknown): string {
  return formatNumber(readAmount(value)?.amount);
}

/** What is sent for a typed amount: its number where it is one, else the text, which is refused. Pure. */
export function amountToSend(value: unknown): unknown {
  const draft = readAmount(value);
  return draft ? { ...draft, amount: numberToSend(draft.amount) } : value;
}

/** An amount that can be shown, or null. Pure. */
export function shownAmount(value: FieldValue): { readonly amount: number; readonly currency: string } | null {
  const draft = readAmount(value);
  return draft !== null && typeof draft.amount === "number" ? { amount: draft.amount, currency: draft.currency } : null;
}
