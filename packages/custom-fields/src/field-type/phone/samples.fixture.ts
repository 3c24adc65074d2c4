import fc from "fast-check";
import type { FieldSamples } from "@catalyst/testkit/arbitraries";

/** Settings and values for the tests that go over every type. */
export const samples: FieldSamples = {
  type: "phone",
  config: {},
  values: fc.constantFrom("+49 30 123456", "0049 (0)30-12.34.56", "(202) 555-0123 ext. 45", "+1-202-555-0123", "112"),
};
