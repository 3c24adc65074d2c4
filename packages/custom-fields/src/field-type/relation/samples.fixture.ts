import fc from "fast-check";
import type { FieldSamples } from "@catalyst/testkit/arbitraries";

/** Settings and values for the tests that go over every type. */
export const samples: FieldSamples = {
  type: "relation",
  config: { targetEntityType: "companies", multiple: true },
  values: fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 3 }),
};
