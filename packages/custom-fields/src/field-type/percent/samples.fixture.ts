import { decimals, type FieldSamples } from "@catalyst/testkit/arbitraries";

/** Settings and values for the tests that go over every type. */
export const samples: FieldSamples = { type: "percent", config: {}, values: decimals };
