import { useFormatLocale } from "../../time/use-format-locale.ts";
import type { FieldDisplayProps } from "../field-props.ts";
import { shownAmount } from "./amount.ts";

/** Digits after the point that are always shown when there are any. */
const CENTS = 2;

/** An amount in the reader's notation, its currency in front; whole amounts without cents, others with all they have. */
export function CurrencyDisplay({ field, value }: FieldDisplayProps) {
  const locale = useFormatLocale();
  const shown = shownAmount(value);
  if (!shown) return null;
  const whole = Number.isInteger(shown.amount) && !field.config.decimals;
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: shown.currency,
    minimumFractionDigits: whole ? 0 : Math.min(field.config.decimals ?? CENTS, CENTS),
    maximumFractionDigits: 15,
  });
  return (
    <span style={{ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }}>{format.format(shown.amount)}</span>
  );
}
