import { accepted, refused, type FieldTypeModule, type ParseResult } from "../field-type-module.ts";
import { singleLineTraits } from "../single-line.ts";

const PHONE_LIMIT = 40;
/** Digits of an international number by E.164, and of the shortest service numbers. */
const MAX_DIGITS = 15;
const MIN_DIGITS = 3;
const FORM = /^\+?[\d ()./\u00a0\u2010-\u2015-]+(?:(?:ext\.?|extension|x|#|,) ?\d{1,7})?$/i;
const EXTENSION = /[a-z#,].*$/i;

/** A phone number in the groups in which it was written: `+49 30 123456`, `(202) 555-0123 x12`. */
export const phoneField: FieldTypeModule = {
  ...singleLineTraits({ limit: PHONE_LIMIT, canonical: checkPhone }),
  type: "phone",
  label: "Phone",
  form: "text",
  formulaInput: "text",
  guessRank: null,
  search: () => ({ kind: "digits" }),
  numbered: false,
  canBeUnique: false,
  apiSchema: () => ({ type: "string", maxLength: PHONE_LIMIT, examples: ["+49 30 123456"] }),
};

/** Digits as programs dial them (RFC 3966): + for 00, no extension, and no (0), which is for calls at home. */
export function dialledNumber(phone: string): string {
  const number = phone.replace(EXTENSION, "").trim();
  const digits = number.replace(/[^\d]/g, "");
  if (number.startsWith("+")) return `+${number.replace("(0)", "").replace(/[^\d]/g, "")}`;
  return digits.startsWith("00") ? `+${digits.slice(2)}` : digits;
}

function checkPhone(text: string): ParseResult {
  const digits = FORM.test(text) ? dialledNumber(text).replace("+", "").length : 0;
  // A day has the digits of a number, but nobody is called by it.
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  if (digits < MIN_DIGITS || digits > MAX_DIGITS || isDay)
    return refused("bad_phone", "must be a phone number such as +49 30 123456");
  return accepted(text);
}
