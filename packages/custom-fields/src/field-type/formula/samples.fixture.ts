import type { FieldSamples } from "@catalyst/testkit/arbitraries";

/** Settings and values for the tests that go over every type. */
export const samples: FieldSamples = {
  type: "formula",
  config: { expression: "1.0", resultType: "number" },
  values: null,
};
