import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, dayAt, firstOfMonth, isTimeZone, startOfDay } from "./time-zone.ts";

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/Sao_Paulo",
  "America/Havana",
  "Asia/Beirut",
  "Asia/Kolkata",
  "Africa/Cairo",
  "Australia/Lord_Howe",
  "Atlantic/Azores",
  "Pacific/Apia",
  "Pacific/Kiritimati",
];

test.each([
  // In summer and winter.
  ["2026-07-01", "Europe/Berlin", "2026-06-30T22:00:00.000Z"],
  ["2026-01-01", "Europe/Berlin", "2025-12-31T23:00:00.000Z"],
  // The days on which clocks change last 23 and 25 hours.
  ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
  ["2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00.000Z"],
  ["2026-10-25", "Europe/Berlin", "2026-10-24T22:00:00.000Z"],
  ["2026-10-26", "Europe/Berlin", "2026-10-25T23:00:00.000Z"],
  // Midnight is skipped: the day begins at one o'clock.
  ["2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00.000Z"],
  ["2026-04-24", "Africa/Cairo", "2026-04-23T22:00:00.000Z"],
  // Midnight comes twice: the day begins with the first.
  ["2026-11-01", "America/Havana", "2026-11-01T04:00:00.000Z"],
  // A whole day was skipped, so it is empty.
  ["2011-12-30", "Pacific/Apia", "2011-12-30T10:00:00.000Z"],
  ["2011-12-31", "Pacific/Apia", "2011-12-30T10:00:00.000Z"],
  // Half past eleven was followed by half past midnight: the day begins with the change.
  ["1919-03-31", "America/Toronto", "1919-03-31T04:30:00.000Z"],
  ["2026-03-01", "Asia/Kolkata", "2026-02-28T18:30:00.000Z"],
])("%s in %s begins at %s", (day, zone, start) => {
  expect(startOfDay(day, zone)).toBe(start);
});

test("a day holds its first instant and not the one before", () => {
  const days = fc.integer({ min: 0, max: 40_000 }).map((offset) => addDays("1990-01-01", offset));
  fc.assert(
    fc.property(days, fc.constantFrom(...ZONES), (day, zone) => {
      const start = startOfDay(day, zone);
      const before = new Date(Date.parse(start) - 1).toISOString();
      // A day that a zone skipped begins where the next one does.
      expect(dayAt(start, zone) >= day).toBe(true);
      expect(dayAt(before, zone) < day).toBe(true);
    }),
  );
});

test("days and months are counted over leap years and kept within the calendar", () => {
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
  expect(addDays("9999-12-31", 400)).toBe("9999-12-31");
  expect(addDays("1000-01-01", -1)).toBe("1000-01-01");
  expect(firstOfMonth(2026, 13)).toBe("2027-01-01");
  expect(firstOfMonth(2026, -1)).toBe("2025-11-01");
});

test.each([
  ["Europe/Berlin", true],
  ["UTC", true],
  ["America/Argentina/Buenos_Aires", true],
  ["Europe/Atlantis", false],
  ["+02:00", false],
  ["", false],
  ["UTC'; --", false],
])("%s is a zone: %s", (text, is) => {
  expect(isTimeZone(text)).toBe(is);
});
