import type { FieldSamples } from "@catalyst/testkit/arbitraries";

/** Settings and values for the tests that go over every type. */
export const samples: FieldSamples = { type: "autoNumber", config: { prefix: "INV-", padding: 5 }, values: null };
