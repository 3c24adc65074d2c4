import Box from "@mui/material/Box";
import { useTranslate } from "react-admin";
import type { FieldDisplayProps } from "../field-props.ts";
import { OptionChip } from "../OptionChip.tsx";
import { chosenOptions } from "./chosen-options.ts";

/** Chips that a row of a list has room for. */
const COMPACT_CHIPS = 2;

/** Chosen options as chips; in a row the first ones, and how many more there are. */
export function MultiSelectDisplay({ field, value, compact = false }: FieldDisplayProps) {
  const translate = useTranslate();
  const chosen = chosenOptions(field, value);
  const shown = compact ? chosen.slice(0, COMPACT_CHIPS) : chosen;
  const hidden = chosen.slice(shown.length);
  return (
    <Box
      component="span"
      sx={{ display: "inline-flex", flexWrap: compact ? "nowrap" : "wrap", gap: 0.5, maxWidth: "100%" }}
    >
      {shown.map(({ id, option }) => (
        <OptionChip key={id} option={option} fallback={id} />
      ))}
      {hidden.length > 0 ? (
        <Box
          component="span"
          title={hidden.map(({ id, option }) => option?.label ?? id).join(", ")}
          sx={{ fontSize: 12, color: "text.secondary" }}
        >
          {translate("field_type.multiSelect.more", { count: hidden.length })}
        </Box>
      ) : null}
    </Box>
  );
}
