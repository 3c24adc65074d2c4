import { foldText, searchWords } from "./fold-text.ts";

/** A part of a text, from and to in UTF-16 units, `to` exclusive. */
export type TextRange = { readonly from: number; readonly to: number };

type FoldedUnit = { readonly folded: string; readonly from: number; readonly to: number };

/** Longest text in which matches are marked. */
const MARKED_LENGTH = 1_000;

/** Where the words of a search begin words of a text: what a list of results marks. Pure. */
export function findMatches(text: string, words: readonly string[]): readonly TextRange[] {
  const units = foldedUnits(text.slice(0, MARKED_LENGTH));
  const ranges: TextRange[] = [];
  for (let index = 0; index < units.length; index += 1) {
    if (!beginsWord(units, index)) continue;
    const end = longestMatch(units, index, words);
    const first = units[index];
    const last = units[end - 1];
    if (end > index && first !== undefined && last !== undefined) ranges.push({ from: first.from, to: last.to });
  }
  return ranges;
}

/** Which words of a search begin a word of a text. Pure. */
export function wordsFoundIn(text: string, words: readonly string[]): readonly string[] {
  const own = searchWords(text, Number.MAX_SAFE_INTEGER);
  return words.filter((word) => own.some((candidate) => candidate.startsWith(word)));
}

/** Letters with the marks that belong to them, folded one by one, each with its place in the text. */
function foldedUnits(text: string): readonly FoldedUnit[] {
  return [...text.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)].map((match) => ({
    folded: foldText(match[0]),
    from: match.index,
    to: match.index + match[0].length,
  }));
}

function beginsWord(units: readonly FoldedUnit[], index: number): boolean {
  return isWordPart(units[index]) && !isWordPart(units[index - 1]);
}

function isWordPart(unit: FoldedUnit | undefined): boolean {
  return unit !== undefined && searchWords(unit.folded, 1).length > 0;
}

/** The unit after the longest word of the search that begins here; `start` when none does. */
function longestMatch(units: readonly FoldedUnit[], start: number, words: readonly string[]): number {
  let longest = start;
  let folded = "";
  for (let index = start; index < units.length && isWordPart(units[index]); index += 1) {
    folded += units[index]?.folded ?? "";
    if (
      words.some((word) => folded.startsWith(word) && folded.length - word.length < (units[index]?.folded.length ?? 1))
    )
      longest = index + 1;
  }
  return longest;
}
