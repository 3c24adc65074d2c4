import type { FilterClock } from "@catalyst/custom-fields";
import { useState } from "react";
import { useMetadata } from "../provider/metadata.ts";

/** What relative dates are counted from, as the server will count them; read once while an input is open. */
export function useFilterClock(): FilterClock | null {
  const calendar = useMetadata().data?.calendar;
  const [now] = useState(() => new Date().toISOString());
  return calendar === undefined ? null : { now, ...calendar };
}
