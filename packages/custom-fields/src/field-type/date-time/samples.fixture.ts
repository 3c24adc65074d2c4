import fc from "fast-check";
import { days, type FieldSamples } from "@catalyst/testkit/arbitraries";

/** Settings and values for the tests that go over every type. */
export const samples: FieldSamples = {
  type: "dateTime",
  config: {},
  values: fc.tuple(days, fc.integer({ min: 0, max: 86_399_999 })).map(([date, millis]) => {
    const time = new Date(millis).toISOString().slice(10);
    return `${date < "1000-01-02" ? "1000-01-02" : date}${time}`;
  }),
};
