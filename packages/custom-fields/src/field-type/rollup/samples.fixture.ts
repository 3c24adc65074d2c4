import type { FieldSamples } from "@catalyst/testkit/arbitraries";

/** Settings and values for the tests that go over every type. */
export const samples: FieldSamples = {
  type: "rollup",
  config: { rollup: { entityType: "deals", relation: "company", function: "count" }, resultType: "number" },
  values: null,
};
