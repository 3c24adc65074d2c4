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
// The same ranges as in crm.search_words; all else belongs to a word, so that no script and no emoji is left out.
const SEPARATORS =
  /[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u2bff\u2e00-\u2e7f\u3000-\u303f]+/;

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
