import type { SlotUsage } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import { SlotMeter } from "./SlotMeter.tsx";

type IndexQuotaProps = { readonly usage: SlotUsage; readonly adding: boolean };

/** The places of one kind, before one of them is asked for. */
export function IndexQuota({ usage, adding }: IndexQuotaProps) {
  return (
    <Box sx={{ mt: 1 }}>
      <SlotMeter usage={usage} adding={adding} />
    </Box>
  );
}

/** Whether no place is left. Pure. */
export function isFull(usage: SlotUsage): boolean {
  return usage.used >= usage.limit;
}
