import fc from "fast-check";
import { decimals, words, type FieldSamples } from "@catalyst/testkit/arbitraries";

/** Settings and values for the tests that go over every type. */
export const samples: FieldSamples = {
  type: "json",
  config: {},
  values: fc.oneof(
    words,
    decimals,
    fc.boolean(),
    fc.array(fc.oneof(words, decimals, fc.constant(null)), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom("a", "b", "c d", "ä"), fc.oneof(words, decimals, fc.boolean(), fc.constant(null)), {
      maxKeys: 4,
    }),
  ),
};
