import fc from "fast-check";
import { expect, test } from "vitest";
import { fromLocalInput, toLocalInput } from "./local-time.ts";

test("the wall time that is shown for an instant is kept by what is typed", () => {
  const zone = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Apia");
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), zone, (second, timeZone) => {
      const shown = toLocalInput(new Date(second * 1_000).toISOString(), timeZone);
      expect(toLocalInput(fromLocalInput(shown, timeZone), timeZone)).toBe(shown);
    }),
  );
});

test("a zone's summer and winter time count", () => {
  expect(fromLocalInput("2026-07-01T09:30", "Europe/Berlin")).toBe("2026-07-01T07:30:00.000Z");
  expect(fromLocalInput("2026-12-01T09:30", "Europe/Berlin")).toBe("2026-12-01T08:30:00.000Z");
  expect(toLocalInput("2026-12-01T08:30:15.000Z", "Europe/Berlin")).toBe("2026-12-01T09:30:15");
});

test("nothing is no value, and what is no time is sent as typed", () => {
  expect(toLocalInput(null, "UTC")).toBe("");
  expect(fromLocalInput("", "UTC")).toBeNull();
  expect(fromLocalInput("soon", "UTC")).toBe("soon");
});
