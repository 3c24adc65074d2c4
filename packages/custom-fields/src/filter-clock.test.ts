import fc from "fast-check";
import { expect, test } from "vitest";
import type { DateRange } from "@catalyst/contracts";
import { instantsOf, resolveRange, today, type FilterClock } from "./filter-clock.ts";
import { addDays, dayAt } from "./time-zone.ts";

/** A Sunday in Europe, a Monday in Kiritimati. */
const CLOCK: FilterClock = { now: "2026-11-22T23:30:00Z", timeZone: "Europe/London", weekStartsOn: 1 };

const range = (kind: DateRange["range"], count: number, unit: DateRange["unit"]): DateRange => ({
  range: kind,
  count,
  unit,
});

test.each([
  // Days count today.
  [range("last", 1, "day"), "2026-11-22", "2026-11-23"],
  [range("last", 7, "day"), "2026-11-16", "2026-11-23"],
  [range("this", 1, "day"), "2026-11-22", "2026-11-23"],
  [range("next", 7, "day"), "2026-11-22", "2026-11-29"],
  // Longer units are whole ones of the calendar.
  [range("this", 1, "week"), "2026-11-16", "2026-11-23"],
  [range("last", 1, "week"), "2026-11-09", "2026-11-16"],
  [range("next", 2, "week"), "2026-11-23", "2026-12-07"],
  [range("last", 1, "month"), "2026-10-01", "2026-11-01"],
  [range("last", 12, "month"), "2025-11-01", "2026-11-01"],
  [range("next", 3, "month"), "2026-12-01", "2027-03-01"],
  [range("this", 1, "quarter"), "2026-10-01", "2027-01-01"],
  [range("last", 4, "quarter"), "2025-10-01", "2026-10-01"],
  [range("next", 1, "quarter"), "2027-01-01", "2027-04-01"],
  [range("this", 1, "year"), "2026-01-01", "2027-01-01"],
  [range("last", 2, "year"), "2024-01-01", "2026-01-01"],
])("%j runs from %s to before %s", (asked, from, to) => {
  expect(resolveRange(asked, CLOCK)).toEqual({ from, to });
});

test("today and the week are those of the zone and of its weeks", () => {
  const kiritimati = { ...CLOCK, timeZone: "Pacific/Kiritimati" };
  expect([today(CLOCK), today(kiritimati)]).toEqual(["2026-11-22", "2026-11-23"]);
  expect(resolveRange(range("this", 1, "week"), kiritimati).from).toBe("2026-11-23");
  expect(resolveRange(range("this", 1, "week"), { ...CLOCK, weekStartsOn: 7 }).from).toBe("2026-11-22");
  expect(resolveRange(range("this", 1, "week"), { ...CLOCK, weekStartsOn: 6 }).from).toBe("2026-11-21");
});

test("a day of moments lasts 23 or 25 hours where clocks change", () => {
  const berlin = { ...CLOCK, timeZone: "Europe/Berlin" };
  const hours = (from: string): number => {
    const span = instantsOf({ from, to: addDays(from, 1) }, berlin);
    return (Date.parse(span.to) - Date.parse(span.from)) / 3_600_000;
  };
  expect([hours("2026-03-29"), hours("2026-03-30"), hours("2026-10-25")]).toEqual([23, 24, 25]);
});

test("this unit holds now, the last ones end where it begins, the next ones begin where it ends", () => {
  const clocks = fc.record({
    now: fc
      .date({ min: new Date("1971-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString()),
    timeZone: fc.constantFrom("Europe/Berlin", "America/New_York", "Pacific/Apia", "Asia/Kolkata"),
    weekStartsOn: fc.integer({ min: 1, max: 7 }),
  });
  const units = fc.constantFrom("week", "month", "quarter", "year");
  fc.assert(
    fc.property(clocks, units, fc.integer({ min: 1, max: 40 }), (clock, unit, count) => {
      const [last, present, next] = (["last", "this", "next"] as const).map((kind) =>
        resolveRange(range(kind, count, unit), clock),
      );
      const day = dayAt(clock.now, clock.timeZone);
      expect((present?.from ?? "") <= day && day < (present?.to ?? "")).toBe(true);
      expect([last?.to, next?.from]).toEqual([present?.from, present?.to]);
    }),
  );
});
