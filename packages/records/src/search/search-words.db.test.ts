import fc from "fast-check";
import { expect, test } from "vitest";
import { foldText, searchWords } from "@catalyst/custom-fields";
import { testDatabase } from "@catalyst/testkit";

test("SQL and TypeScript fold any text alike and cut it into the same words", async () => {
  await using db = await testDatabase();
  // Georgian capitals, which nobody writes names in, are folded by newer systems only.
  const letters = fc.stringMatching(/^[\u0020-\u1c7f\u1cc0-\u2bff\u3000-\u9fff\uac00-\ud7a3\uf900-\ufffd]{0,30}$/u);
  const texts = fc.oneof(
    letters,
    fc.string({ maxLength: 30 }),
    fc.constantFrom(
      "İstanbul ÇELİK",
      "Straße ΟΔΟΣ",
      "ﬁnance Ⅷ ½",
      "Łódź, Åse & Ærø",
      "😀 smile",
      "tab\tline\nend\u0001x",
      "a".repeat(60),
    ),
  );
  const samples = fc.sample(
    texts.filter((text) => !text.includes("\0")),
    1_500,
  );
  const rows = await db.adminQuery<{ known: boolean; folded: string; words: string[] }>(
    `select unicode_assigned(t) as known, crm.fold_text(t) as folded, crm.search_words(t, 12) as words from unnest($1::text[]) with ordinality s (t, n) order by n`,
    [samples],
  );
  // Letters that one of the two has never heard of differ by its version of Unicode, not by rule.
  const known = samples.flatMap((text, index) => {
    const row = rows[index];
    return row?.known === true && !/\p{Cn}/u.test(text) ? [{ text, ...row }] : [];
  });
  expect(known.length).toBeGreaterThan(500);
  const differing = known.filter(
    ({ text, folded, words }) => folded !== foldText(text) || words.join("\n") !== searchWords(text, 12).join("\n"),
  );
  expect(differing).toEqual([]);
});
