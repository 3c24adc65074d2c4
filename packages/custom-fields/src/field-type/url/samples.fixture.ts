import fc from "fast-check";
import type { FieldSamples } from "@catalyst/testkit/arbitraries";

/** Settings and values for the tests that go over every type. */
export const samples: FieldSamples = {
  type: "url",
  config: {},
  values: fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }).filter((url) => !/["'`{}|\\^<>]/.test(url)),
    fc.constantFrom("example.com", "mailto:ada@example.com", "https://müller.example/ä?q=ö"),
  ),
};
