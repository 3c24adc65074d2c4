const TOKEN = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}[\],]/g;
/** What all that can get lost has: many digits, an exponent, or the name. Most texts are done with this look. */
const SUSPECT = /[\d.]{16}|\d[eE][+-]?\d{2}|__proto__|\\u00[57]/;
const DECIMAL = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** What of a JSON text would get lost when it is parsed and passed on, and the path to it. */
export type JsonLoss = { readonly path: readonly string[]; readonly code: "inexact_number" | "bad_key" };

/**
 * The first number that JavaScript can't hold exactly, such as 9007199254740993 or 1e400, or key `__proto__`; null when
 * nothing gets lost. `JSON.parse` rounds the one, and schemas drop the other, without a word.
 */
export function jsonLoss(json: string): JsonLoss | null {
  if (!SUSPECT.test(json)) return null;
  const path: (string | number)[] = [];
  for (const [token] of json.matchAll(TOKEN)) {
    const place = path.length - 1;
    const step = path[place];
    if (token === "{") path.push("");
    else if (token === "[") path.push(0);
    else if (token === "}" || token === "]") path.pop();
    else if (token === ",") path[place] = typeof step === "number" ? step + 1 : "";
    else if (token.startsWith('"')) path[place] = step === "" ? keyOf(token) : (step ?? "");
    else if (!isExactNumber(token)) return { path: path.map(String), code: "inexact_number" };
    if (path[place] === "__proto__") return { path: path.map(String), code: "bad_key" };
  }
  return null;
}

/** Whether a decimal's digits all survive in JavaScript's only kind of number. */
export function isExactNumber(decimal: string): boolean {
  const value = Number(decimal);
  return Number.isFinite(value) && canonical(decimal) === canonical(String(value));
}

/** A key may be written with escapes. One that can't be read is refused by whoever parses the text. */
function keyOf(token: string): string {
  try {
    const key: unknown = JSON.parse(token);
    return String(key);
  } catch {
    return token;
  }
}

/** Digits without outer zeros, and the place of the last one. */
function canonical(decimal: string): string {
  const [, whole = "", fraction = "", exponent = "0"] = DECIMAL.exec(decimal) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  return `${significant}e${Number(exponent) - fraction.length + (digits.length - significant.length)}`;
}
