import fc from "fast-check";
import { expect, test } from "vitest";
import { foldText, searchWords } from "@catalyst/custom-fields";
import { testDatabase } from "@catalyst/testkit";

test("SQL and TypeScript fold any text alike and cut it into the same words", async () => {
  await using db = await testDatabase();
  // Letters that both know since long; what Unicode added lately differs by version, not by rule.
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
  const rows = await db.adminQuery<{ folded: string; words: string[] }>(
    `select crm.fold_text(t) as folded, crm.search_words(t, 12) as words from unnest($1::text[]) with ordinality s (t, n) order by n`,
    [samples],
  );
  const differing = samples.filter(
    (text, index) =>
      rows[index]?.folded !== foldText(text) || rows[index]?.words.join("\n") !== searchWords(text, 12).join("\n"),
  );
  expect(differing).toEqual([]);
});
