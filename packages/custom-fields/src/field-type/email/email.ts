import { accepted, refused, type FieldTypeModule, type ParseResult } from "../field-type-module.ts";
import { singleLineTraits } from "../single-line.ts";

/** Longest address that mail systems carry, and its longest part before the @. */
const EMAIL_LIMIT = 254;
const LOCAL_LIMIT = 64;
const LOCAL = /^[\p{L}\p{N}!#$%&'*+\-/=?^_`{|}~]+(\.[\p{L}\p{N}!#$%&'*+\-/=?^_`{|}~]+)*$/u;
const LABEL = /^[\p{L}\p{N}]([\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;

/** One e-mail address, as it was written; unique ones compare without case. */
export const emailField: FieldTypeModule = {
  ...singleLineTraits({ limit: EMAIL_LIMIT, canonical: canonicalEmail }),
  type: "email",
  label: "E-mail",
  form: "text",
  formulaInput: "text",
  guessRank: 5,
  search: () => ({ kind: "words" }),
  numbered: false,
  canBeUnique: true,
  apiSchema: () => ({ type: "string", format: "email", maxLength: EMAIL_LIMIT }),
};

function canonicalEmail(text: string): ParseResult {
  const at = text.lastIndexOf("@");
  const local = text.slice(0, at);
  const labels = text.slice(at + 1).split(".");
  const valid =
    at > 0 &&
    local.length <= LOCAL_LIMIT &&
    LOCAL.test(local) &&
    labels.length > 1 &&
    labels.every((l) => LABEL.test(l));
  return valid ? accepted(text) : refused("bad_email", "must be an e-mail address such as ada@example.com");
}
