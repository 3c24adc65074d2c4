/** How often a schedule starts, in the forms that people choose from; the rest is a cron text of their own. */
export type SchedulePreset =
  | { readonly kind: "hourly"; readonly minute: number }
  | { readonly kind: "daily" | "weekdays"; readonly time: string }
  | { readonly kind: "weekly"; readonly time: string; readonly day: number }
  | { readonly kind: "monthly"; readonly time: string; readonly day: number }
  | { readonly kind: "custom"; readonly cron: string };

export const PRESET_KINDS = ["hourly", "daily", "weekdays", "weekly", "monthly", "custom"] as const;
const CLOCK = /^(\d{1,2}) (\d{1,2}) (\S+) \* (\S+)$/;

/** The preset that a cron text is an instance of. Pure. */
export function readPreset(cron: string): SchedulePreset {
  const hourly = /^(\d{1,2}) \* \* \* \*$/.exec(cron);
  if (hourly) return { kind: "hourly", minute: Number(hourly[1]) };
  const [, minute = "", hour = "", monthDay = "", weekDay = ""] = CLOCK.exec(cron) ?? [];
  const time = `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
  if (monthDay === "*" && weekDay === "*") return { kind: "daily", time };
  if (monthDay === "*" && weekDay === "1-5") return { kind: "weekdays", time };
  if (monthDay === "*" && /^[0-6]$/.test(weekDay)) return { kind: "weekly", time, day: Number(weekDay) };
  if (/^\d{1,2}$/.test(monthDay) && weekDay === "*") return { kind: "monthly", time, day: Number(monthDay) };
  return { kind: "custom", cron };
}

/** The cron text of a preset. Pure. */
export function writePreset(preset: SchedulePreset): string {
  if (preset.kind === "custom") return preset.cron;
  if (preset.kind === "hourly") return `${preset.minute} * * * *`;
  const [hour = 0, minute = 0] = preset.time.split(":").map(Number);
  switch (preset.kind) {
    case "daily":
      return `${minute} ${hour} * * *`;
    case "weekdays":
      return `${minute} ${hour} * * 1-5`;
    case "weekly":
      return `${minute} ${hour} * * ${preset.day}`;
    case "monthly":
      return `${minute} ${hour} ${preset.day} * *`;
  }
}

/** A preset of another kind, with as much of the old one as fits. Pure. */
export function toPreset(kind: SchedulePreset["kind"], old: SchedulePreset): SchedulePreset {
  const time = "time" in old ? old.time : "09:00";
  switch (kind) {
    case "hourly":
      return { kind, minute: 0 };
    case "daily":
    case "weekdays":
      return { kind, time };
    case "weekly":
    case "monthly":
      return { kind, time, day: 1 };
    case "custom":
      return { kind, cron: writePreset(old) };
  }
}
