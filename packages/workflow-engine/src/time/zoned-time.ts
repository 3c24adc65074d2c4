/** A date and a time of day as a wall clock shows them, without a zone. */
export type WallClock = {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
};

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** What a zone's clocks show at an instant, in ms. */
export function wallClockAt(instantMs: number, timeZone: string): WallClock {
  const local = new Date(instantMs + offsetMs(instantMs, timeZone));
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
  };
}

/**
 * The instant, in ms, at which a zone's clocks show a time. Where they show it twice, the first; where they skip it, as
 * much later as they were put forward, so that what is planned for 02:30 then happens at 03:30 and is not left out.
 */
export function instantOf(wall: WallClock, timeZone: string): number {
  const local = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  const before = local - offsetMs(local - DAY_MS, timeZone);
  const after = local - offsetMs(local + DAY_MS, timeZone);
  const shown = [before, after].filter((ms) => ms + offsetMs(ms, timeZone) === local);
  return shown.length > 0 ? Math.min(...shown) : before;
}

/** Whether a text names a zone that this platform knows. */
export function isKnownZone(timeZone: string): boolean {
  try {
    formatOf(timeZone);
    return !/^[+-]/.test(timeZone);
  } catch {
    return false; // The only failure is an unknown zone.
  }
}

function offsetMs(instantMs: number, timeZone: string): number {
  const whole = Math.floor(instantMs / 1_000) * 1_000;
  const parts = formatOf(timeZone).formatToParts(whole);
  const part = (type: string): number => Number(parts.find((candidate) => candidate.type === type)?.value ?? 0);
  const shown = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return shown - whole;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const numeric = "numeric" as const;
  const fields = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric };
  const format = new Intl.DateTimeFormat("en-US", { timeZone, calendar: "iso8601", hourCycle: "h23", ...fields });
  formats.set(timeZone, format);
  return format;
}
