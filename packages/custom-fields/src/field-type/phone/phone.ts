import { accepted, refused, type FieldTypeModule, type ParseResult } from "../field-type-module.ts";
import { singleLineTraits } from "../single-line.ts";

const PHONE_LIMIT = 40;
/** Digits of an international number by E.164, and of the shortest service numbers. */
const MAX_DIGITS = 15;
const MIN_DIGITS = 3;
const FORM = /^(\+?)([\d ()]+?)(?:(?:ext|x|#) ?(\d{1,7}))?$/;

/** A phone number in groups as written, with one space between them: `+49 30 123456`, `+1 202 555 0123 x12`. */
export const phoneField: FieldTypeModule = {
  ...singleLineTraits({ limit: PHONE_LIMIT, canonical: canonicalPhone }),
  type: "phone",
  label: "Phone",
  canBeUnique: false,
  apiSchema: () => ({ type: "string", maxLength: PHONE_LIMIT, examples: ["+49 30 123456"] }),
};

/** Digits with a leading + as programs dial them (RFC 3966), without an extension. */
export function dialledNumber(phone: string): string {
  return (phone.split("x")[0] ?? "").replace(/[^+\d]/g, "");
}

function canonicalPhone(text: string): ParseResult {
  const spaced = text
    .toLowerCase()
    .replace(/[\s\u2010-\u2015./-]+/g, " ")
    .replace(/\bext(ension)?\b ?/, "x")
    .trim();
  const parts = FORM.exec(spaced.startsWith("00") ? `+${spaced.slice(2)}` : spaced);
  if (parts === null) return badPhone();
  const [, plus = "", rest = "", extension] = parts;
  // (0) is the trunk prefix that an international number leaves out.
  const groups = (plus === "+" ? rest.replace("(0)", " ") : rest).split(/[ ()]+/).filter((group) => group !== "");
  const digits = groups.join("").length;
  if (digits < MIN_DIGITS || digits > MAX_DIGITS) return badPhone();
  return accepted(`${plus}${groups.join(" ")}${extension === undefined ? "" : ` x${extension}`}`);
}

function badPhone(): ParseResult {
  return refused("bad_phone", "must be a phone number such as +49 30 123456");
}
