/** Longest word that search keeps; the rest of a longer one is ignored on both sides. */
export const WORD_LIMIT = 40;

const MARKS = /[\u0300-\u036f]/g;
const LETTERS: Readonly<Record<string, string>> = {
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  ı: "i",
  ħ: "h",
  ŧ: "t",
  ς: "σ",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
};
const FOLDED_LETTERS = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
// All that is no separator in crm.search_words: any letter of any script, digits, emojis.
const SEPARATORS = /[^0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u2c00-\u2dff\u2e80-\u2fff\u3040-\u{10ffff}]+/u;

/** A text without case, diacritics and compatibility forms, as `crm.fold_text` makes it. Pure. */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(MARKS, "")
    .toLowerCase()
    .replace(FOLDED_LETTERS, (letter) => LETTERS[letter] ?? letter);
}

/** The words of a text, folded, each once, in order; `crm.search_words` makes the same. Pure. */
export function searchWords(text: string, most: number): readonly string[] {
  const words = foldText(text)
    .split(SEPARATORS)
    .filter((word) => word !== "")
    .map((word) => [...word].slice(0, WORD_LIMIT).join(""));
  return [...new Set(words)].slice(0, most);
}
