import type { SlotUsage } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";

/** Places for indexed fields, by kind: the limit shows before it bites. */
export function SlotSummary({ usage }: { readonly usage: readonly SlotUsage[] }) {
  const translate = useTranslate();
  return (
    <Stack
      direction="row"
      sx={{ flexWrap: "wrap", gap: 2.5, px: { xs: 2, md: 2.5 }, py: 1.5, borderBottom: 1, borderColor: "divider" }}
      role="group"
      aria-label={translate("admin.fields.slots")}
    >
      {usage.map((entry) => (
        <Box key={entry.kind} sx={{ minWidth: 120 }}>
          <Typography variant="caption" color="text.secondary">
            {translate(`admin.fields.slot_kind.${entry.kind}`)}
          </Typography>
          <Typography variant="body2" sx={{ fontVariantNumeric: "tabular-nums" }}>
            {translate("admin.fields.slots_used", { used: entry.used, limit: entry.limit })}
          </Typography>
          <Stack direction="row" spacing={0.25} aria-hidden sx={{ mt: 0.5 }}>
            {Array.from({ length: entry.limit }, (_unused, place) => (
              <Box
                key={place}
                sx={{ flex: 1, height: 6, borderRadius: 1, bgcolor: place < entry.used ? "primary.main" : "divider" }}
              />
            ))}
          </Stack>
        </Box>
      ))}
    </Stack>
  );
}
