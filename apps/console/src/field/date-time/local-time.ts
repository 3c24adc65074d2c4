/** The text of a `datetime-local` input for an instant, in a zone of the IANA database. Pure. */
export function toLocalInput(value: unknown, timeZone: string): string {
  if (typeof value !== "string" || value === "") return "";
  const at = Date.parse(value);
  if (Number.isNaN(at)) return "";
  const local = new Date(at + offsetAt(at, timeZone)).toISOString();
  return local.endsWith(":00.000Z") ? local.slice(0, 16) : local.slice(0, 19);
}

/** The instant that a `datetime-local` input's text means in a zone; null when it is empty, the text when it is no time. Pure. */
export function fromLocalInput(text: string, timeZone: string): string | null {
  if (text === "") return null;
  const wall = Date.parse(`${text}Z`);
  if (Number.isNaN(wall)) return text;
  // The first guess may lie on the other side of a change of clocks; the second knows the offset there.
  const guess = wall - offsetAt(wall, timeZone);
  return new Date(wall - offsetAt(guess, timeZone)).toISOString();
}

/** What a zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((candidate) => candidate.type === type)?.value ?? 0);
  const wall = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return wall - Math.floor(at / 1_000) * 1_000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(timeZone, format);
  return format;
}
