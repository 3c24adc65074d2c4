import fc from "fast-check";
import { words, type FieldSamples } from "@catalyst/testkit/arbitraries";

const part = fc.option(words, { nil: undefined });

/** Settings and values for the tests that go over every type. */
export const samples: FieldSamples = {
  type: "address",
  config: {},
  values: fc
    .record({
      street: part,
      city: part,
      region: part,
      postalCode: part,
      country: fc.option(fc.constantFrom("DE", "CH", "US"), { nil: undefined }),
    })
    .map((parts) =>
      Object.fromEntries(Object.entries(parts).flatMap(([key, text]) => (text === undefined ? [] : [[key, text]]))),
    ),
};
