import { accepted, refused, type FieldTypeModule, type ParseResult } from "../field-type-module.ts";
import { singleLineTraits } from "../single-line.ts";

const URL_LIMIT = 1_000;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const WEB = /^https?:\/\/[^/?#]/i;
const MAIL = /^mailto:[^@\s]+@[^@\s]+$/i;
/** A name or address of a host, by its first characters: `example.com`, `example.com:8080/path`. */
const BARE_HOST = /^[\p{L}\p{N}][\p{L}\p{N}-]*(\.[\p{L}\p{N}-]+)+(:\d{1,5})?([/?#]|$)/u;

/** A link to the web or to a mailbox: http, https and mailto only, so that no link of a record runs a script. */
export const urlField: FieldTypeModule = {
  ...singleLineTraits({ limit: URL_LIMIT, canonical: canonicalUrl }),
  type: "url",
  label: "Link",
  form: "text",
  formulaInput: "text",
  guessRank: 6,
  search: () => ({ kind: "host" }),
  numbered: false,
  canBeUnique: true,
  apiSchema: () => ({ type: "string", format: "uri", maxLength: URL_LIMIT }),
};

/** `example.com` becomes https://example.com; anything else stays as it was written. */
function canonicalUrl(text: string): ParseResult {
  const url = BARE_HOST.test(text) ? `https://${text}` : text;
  const known = SCHEME.test(url) && (WEB.test(url) || MAIL.test(url));
  // Browsers drop tabs and line breaks inside a scheme, so nothing below a space may stand in a link.
  // oxlint-disable-next-line no-control-regex
  if (!known || /[\s\u0000-\u001f\u007f<>"\\^`{|}]/.test(url) || url.length > URL_LIMIT || !URL.canParse(url))
    return refused("bad_url", "must be a link that begins with https://, http:// or mailto:");
  return accepted(url);
}
