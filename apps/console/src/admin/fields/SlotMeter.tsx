import type { SlotUsage } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";

type SlotMeterProps = {
  readonly usage: SlotUsage;
  /** One more place, shown as it would be taken. */
  readonly adding?: boolean;
};

/** Places of one kind of index as segments; a full kind says so in words. */
export function SlotMeter({ usage, adding = false }: SlotMeterProps) {
  const translate = useTranslate();
  const { kind, used, limit } = usage;
  const colorOf = (place: number): string => {
    if (place < used) return used >= limit ? "warning.main" : "primary.main";
    return adding && place === used ? "accentSoft" : "divider";
  };
  return (
    <Box>
      <Box sx={{ display: "flex", justifyContent: "space-between", gap: 1, whiteSpace: "nowrap" }}>
        <Typography variant="caption" color="text.secondary">
          {translate(`admin.fields.slot_kind.${kind}`)}
        </Typography>
        <Typography
          variant="caption"
          sx={{ fontVariantNumeric: "tabular-nums", color: used >= limit ? "warning.dark" : "text.primary" }}
        >
          {translate("admin.fields.slots_used", { used, limit })}
        </Typography>
      </Box>
      <Box aria-hidden sx={{ display: "flex", gap: "3px", mt: 0.5 }}>
        {Array.from({ length: limit }, (_unused, place) => (
          <Box
            key={place}
            sx={{
              flex: 1,
              height: 6,
              borderRadius: "3px",
              bgcolor: colorOf(place),
              outline: adding && place === used ? "1px dashed" : "none",
              outlineColor: ({ palette }) => palette.primary.main,
            }}
          />
        ))}
      </Box>
    </Box>
  );
}
