import { searchWords } from "./fold-text.ts";

/** Words of one search that count; further ones are ignored. */
export const QUERY_WORD_LIMIT = 6;
/** Digits from which on a text of digits and signs may be a phone number. */
const PHONE_DIGITS = 4;
const PHONE = /^[\d\s+()./-]+$/;

/** What a search asks for: a record matches when all words of one alternative begin words of its own. */
export type SearchQuery = { readonly alternatives: readonly (readonly string[])[] };

/** Reads what somebody typed. A number with blanks and signs is sought as a phone number too. Pure. */
export function searchQuery(text: string): SearchQuery {
  const words = searchWords(text, QUERY_WORD_LIMIT);
  const digits = text.replace(/\D/g, "").replace(/^0+/, "");
  const isPhone = PHONE.test(text) && digits.length >= PHONE_DIGITS;
  const alternatives = [words, ...(isPhone && words.join() !== digits ? [[digits]] : [])];
  return { alternatives: alternatives.filter((alternative) => alternative.length > 0) };
}

/** The end of the range of all words that begin with a prefix, in the order of code points. Exclusive. */
export function prefixEnd(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}
