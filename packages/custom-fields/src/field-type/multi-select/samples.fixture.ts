import fc from "fast-check";
import { sampleOption, type FieldSamples } from "@catalyst/testkit/arbitraries";

/** Settings and values for the tests that go over every type. */
export const samples: FieldSamples = {
  type: "multiSelect",
  config: {
    options: [
      sampleOption("a", "Alpha"),
      sampleOption("b", "Beta; gamma"),
      sampleOption("c", "a"),
      sampleOption("old", "Old", true),
    ],
  },
  values: fc.subarray(["a", "b", "c"], { minLength: 1 }),
};
