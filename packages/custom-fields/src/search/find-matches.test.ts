import fc from "fast-check";
import { expect, test } from "vitest";
import { findMatches, wordsFoundIn } from "./find-matches.ts";
import { searchWords } from "./fold-text.ts";
import { searchQuery } from "./search-query.ts";

const marked = (text: string, query: string): readonly string[] =>
  findMatches(text, searchWords(query, 6)).map((range) => text.slice(range.from, range.to));

test("the beginnings of words that were sought are marked, with their diacritics", () => {
  expect(marked("Ärzte Nord AG", "arz no")).toEqual(["Ärz", "No"]);
  expect(marked("Straße 5", "strasse")).toEqual(["Straße"]);
  expect(marked("ann.bee@acme.example", "acme")).toEqual(["acme"]);
  expect(marked("Ann", "nn")).toEqual([]);
  expect(marked("Annabel Ann", "ann")).toEqual(["Ann", "Ann"]);
});

test("marks lie inside the text, one after the other, and there is one for each text that holds a word", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), fc.string({ maxLength: 5 }), (text, query) => {
      const words = searchWords(query, 6);
      const ranges = findMatches(text, words);
      const ends = ranges.flatMap((range) => [range.from, range.to]);
      expect(ends).toEqual([...ends].sort((left, right) => left - right));
      expect(ends.every((end) => end >= 0 && end <= text.length)).toBe(true);
      if (wordsFoundIn(text, words).length === 0) expect(ranges).toEqual([]);
    }),
  );
});

test("a text of digits and signs is sought as words and as a phone number", () => {
  expect(searchQuery("044 123 45").alternatives).toEqual([["044", "123", "45"], ["4412345"]]);
  expect(searchQuery("12").alternatives).toEqual([["12"]]);
  expect(searchQuery("4412345").alternatives).toEqual([["4412345"]]);
  expect(searchQuery("  ").alternatives).toEqual([]);
});
