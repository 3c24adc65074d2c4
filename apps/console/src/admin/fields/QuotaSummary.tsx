import type { SlotUsage } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { SlotMeter } from "./SlotMeter.tsx";

type QuotaSummaryProps = {
  readonly usage: readonly SlotUsage[];
  readonly counts: { readonly own: number; readonly standard: number; readonly limit: number; readonly left: number };
};

/** What is used and what is left, before anybody asks for more: places for indexes by kind, and fields. */
export function QuotaSummary({ usage, counts }: QuotaSummaryProps) {
  const translate = useTranslate();
  const used = usage.reduce((sum, entry) => sum + entry.used, 0);
  const limit = usage.reduce((sum, entry) => sum + entry.limit, 0);
  return (
    <Box
      role="group"
      aria-label={translate("admin.fields.slots")}
      sx={{ display: "flex", flexWrap: "wrap", gap: { xs: 1.5, md: 3 }, px: { xs: 2, md: 2.5 }, py: 1.5 }}
    >
      <Box sx={{ flex: "1 1 240px", maxWidth: { md: 280 } }}>
        <Typography sx={{ fontWeight: 600 }}>{translate("admin.fields.slots_total", { used, limit })}</Typography>
        <Typography variant="caption" color="text.secondary">
          {translate("admin.fields.counts", counts)}
        </Typography>
      </Box>
      <Box
        component="ul"
        sx={{
          listStyle: "none",
          m: 0,
          p: 0,
          display: "grid",
          gap: { xs: 1.25, md: 2 },
          flex: "4 1 420px",
          gridTemplateColumns: "repeat(auto-fit, minmax(128px, 1fr))",
        }}
      >
        {usage.map((entry) => (
          <li key={entry.kind}>
            <SlotMeter usage={entry} />
          </li>
        ))}
      </Box>
    </Box>
  );
}
