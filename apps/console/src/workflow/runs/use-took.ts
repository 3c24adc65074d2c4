import { useTranslate } from "react-admin";

const UNITS = [
  { unit: "d", ms: 86_400_000 },
  { unit: "h", ms: 3_600_000 },
  { unit: "min", ms: 60_000 },
  { unit: "s", ms: 1_000 },
] as const;

/** How long something took, in the unit that says it shortest. */
export function useTook(): (from: string, to: string) => string {
  const translate = useTranslate();
  return (from, to) => {
    const ms = Math.max(0, Date.parse(to) - Date.parse(from));
    const { unit, ms: size } = UNITS.find((candidate) => ms >= candidate.ms * 2) ?? { unit: "ms", ms: 1 };
    return translate(`workflow.runs.took_${unit}`, { count: Math.round(ms / size) });
  };
}
