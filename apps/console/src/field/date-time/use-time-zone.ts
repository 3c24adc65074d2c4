import { useMetadata } from "../../provider/metadata.ts";

/** The zone that times are shown and typed in: the reader's own choice, else the tenant's. */
export function useTimeZone(): string {
  return useMetadata().data?.calendar.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}
