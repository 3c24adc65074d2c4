import fc from "fast-check";
import { expect, test } from "vitest";
import { type Cron, nextOccurrence, parseCron } from "./cron.ts";
import { instantOf, wallClockAt } from "./zoned-time.ts";

function cronOf(text: string): Cron {
  const cron = parseCron(text);
  if (typeof cron === "string") throw new Error(cron);
  return cron;
}

function next(text: string, after: string, timeZone = "UTC", times = 1): readonly string[] {
  const found: string[] = [];
  let at = Date.parse(after);
  while (found.length < times) {
    at = nextOccurrence(cronOf(text), at, timeZone) ?? Number.NaN;
    found.push(new Date(at).toISOString());
  }
  return found;
}

test.each([
  ["0 9 * * *", "2026-11-22T09:00:00Z", ["2026-11-23T09:00:00.000Z"]],
  ["*/15 8-9 * * 1-5", "2026-11-20T09:40:00Z", ["2026-11-20T09:45:00.000Z", "2026-11-23T08:00:00.000Z"]],
  ["0 0 31 * *", "2026-11-01T00:00:00Z", ["2026-12-31T00:00:00.000Z", "2027-01-31T00:00:00.000Z"]],
  ["0 0 29 2 *", "2026-11-01T00:00:00Z", ["2028-02-29T00:00:00.000Z"]],
  ["0 12 1 * 7", "2026-11-22T12:00:00Z", ["2026-11-29T12:00:00.000Z", "2026-12-01T12:00:00.000Z"]],
])("%s after %s is %s", (text, after, expected) => {
  expect(next(text, after, "UTC", expected.length)).toEqual(expected);
});

test("a time that clocks skip comes as much later, one that they show twice comes once", () => {
  expect(next("30 2 * * *", "2026-03-28T02:00:00Z", "Europe/Berlin", 2)).toEqual([
    "2026-03-29T01:30:00.000Z",
    "2026-03-30T00:30:00.000Z",
  ]);
  expect(next("30 2 * * *", "2026-10-24T12:00:00Z", "Europe/Berlin", 2)).toEqual([
    "2026-10-25T00:30:00.000Z",
    "2026-10-26T01:30:00.000Z",
  ]);
});

test.each([
  "",
  "* * * *",
  "60 * * * *",
  "* 24 * * *",
  "* * 0 * *",
  "* * * 13 *",
  "* * * * 8",
  "5-1 * * * *",
  "*/0 * * * *",
  "a * * * *",
])("%j is refused", (text) => expect(typeof parseCron(text)).toBe("string"));

test("a schedule without any day has no next time", () => {
  expect(nextOccurrence(cronOf("0 0 31 2 *"), 0, "UTC")).toBeNull();
});

test("what a zone's clocks show leads back to the instant, but for the hour that comes twice", () => {
  const zones = fc.constantFrom(
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
  );
  const minutes = fc.integer({ min: Date.UTC(2000, 0) / 60_000, max: Date.UTC(2040, 0) / 60_000 });
  fc.assert(
    fc.property(zones, minutes, (zone, minute) => {
      const instant = minute * 60_000;
      const back = instantOf(wallClockAt(instant, zone), zone);
      return back === instant || (back < instant && instant - back <= 3_600_000);
    }),
    { numRuns: 2_000 },
  );
});
