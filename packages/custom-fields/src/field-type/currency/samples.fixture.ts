import fc from "fast-check";
import { CurrencyCode } from "@catalyst/contracts";
import { decimals, type FieldSamples } from "@catalyst/testkit/arbitraries";

/** Settings and values for the tests that go over every type. */
export const samples: FieldSamples = {
  type: "currency",
  config: { currencies: ["EUR", "USD", "JPY"].map((code) => CurrencyCode.parse(code)) },
  values: fc.oneof(
    decimals,
    fc.record({ amount: decimals, currency: fc.constantFrom("EUR", "USD", "JPY") }),
    decimals.map((amount) => ({ amount })),
  ),
};
