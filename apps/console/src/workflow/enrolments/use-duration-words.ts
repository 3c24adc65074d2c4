import { useTranslate } from "react-admin";

const HOUR = 60;
const DAY = 1_440;

/** How long something takes, in the unit that says it shortest. */
export function useDurationWords(): (minutes: number) => string {
  const translate = useTranslate();
  return (minutes) => {
    const [unit, size]: readonly [string, number] =
      minutes >= 2 * DAY ? ["days", DAY] : minutes >= 2 * HOUR ? ["hours", HOUR] : ["minutes", 1];
    return translate(`workflow.enrolments.${unit}`, { smart_count: Math.max(1, Math.round(minutes / size)) });
  };
}
