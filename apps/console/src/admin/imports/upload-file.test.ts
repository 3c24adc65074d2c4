import fc from "fast-check";
import { expect, test } from "vitest";
import { splitText } from "./upload-file.ts";

test("pieces of a file joined again give the file, and none splits a character", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.integer({ min: 2, max: 20 }), (text, size) => {
      const pieces = splitText(text, size);
      expect(pieces.join("")).toBe(text);
      for (const piece of pieces) {
        expect(piece.length).toBeLessThanOrEqual(size);
        expect(piece.isWellFormed()).toBe(true);
      }
    }),
  );
});
