import fc from "fast-check";
import { sampleOption, type FieldSamples } from "@catalyst/testkit/arbitraries";

/** Settings and values for the tests that go over every type. */
export const samples: FieldSamples = {
  type: "select",
  config: { options: [sampleOption("a", "Alpha"), sampleOption("b", "Beta; gamma"), sampleOption("old", "Old", true)] },
  values: fc.constantFrom("a", "b"),
};
