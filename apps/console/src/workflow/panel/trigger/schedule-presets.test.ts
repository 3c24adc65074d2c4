import fc from "fast-check";
import { expect, test } from "vitest";
import { PRESET_KINDS, readPreset, type SchedulePreset, toPreset, writePreset } from "./schedule-presets.ts";

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
const presets: fc.Arbitrary<SchedulePreset> = fc.oneof(
  fc.record({ kind: fc.constant("hourly" as const), minute: fc.integer({ min: 0, max: 59 }) }),
  fc.record({ kind: fc.constantFrom("daily" as const, "weekdays" as const), time }),
  fc.record({ kind: fc.constant("weekly" as const), time, day: fc.integer({ min: 0, max: 6 }) }),
  fc.record({ kind: fc.constant("monthly" as const), time, day: fc.integer({ min: 1, max: 31 }) }),
);

test("a preset is read back from the cron text that it writes", () => {
  fc.assert(
    fc.property(presets, (preset) => {
      expect(readPreset(writePreset(preset))).toEqual({ ...preset });
    }),
  );
});

test("a text that no preset writes stays as it is", () => {
  for (const cron of ["*/5 * * * *", "0 9 1 1 *", "", "0 9 * * 1,3"])
    expect(readPreset(cron)).toEqual({ kind: "custom", cron });
});

test("every kind can be chosen from every other", () => {
  fc.assert(
    fc.property(presets, fc.constantFrom(...PRESET_KINDS), (old, kind) => {
      expect(toPreset(kind, old).kind).toBe(kind);
    }),
  );
});
