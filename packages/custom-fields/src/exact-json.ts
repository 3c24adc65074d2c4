const TOKEN = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}[\],]/g;
/** What every number that can lose digits has: many of them, or an exponent. Most texts are done with this look. */
const SUSPECT = /[\d.]{16}|\d[eE][+-]?\d{2}/;
const DECIMAL = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/**
 * The path to the first number of a JSON text that JavaScript can't hold exactly, such as 9007199254740993 or 1e400; null
 * when there is none. `JSON.parse` would round it without a word.
 */
export function inexactNumberPath(json: string): readonly string[] | null {
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
    else if (!isExactNumber(token)) return path.map(String);
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
