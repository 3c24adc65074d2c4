import type { SelectOption } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import { useTranslate } from "react-admin";

type OptionChipProps = { readonly option: SelectOption | undefined; readonly fallback: string };

/** An option as a chip in its hue; one that is no longer offered says so. */
export function OptionChip({ option, fallback }: OptionChipProps) {
  const label = useOptionLabel(option, fallback);
  return (
    <Box
      component="span"
      sx={({ palette }) => ({
        display: "inline-block",
        maxWidth: "100%",
        px: 0.875,
        borderRadius: "6px",
        fontSize: 12,
        lineHeight: "20px",
        fontWeight: 500,
        overflow: "hidden",
        textOverflow: "ellipsis",
        whiteSpace: "nowrap",
        verticalAlign: "middle",
        bgcolor: palette.option[option?.hue ?? "slate"].soft,
        color: palette.option[option?.hue ?? "slate"].text,
      })}
    >
      {label}
    </Box>
  );
}

/** An option's words; its id where the option is gone. */
export function useOptionLabel(option: SelectOption | undefined, fallback: string): string {
  const translate = useTranslate();
  if (!option) return fallback;
  return option.archived ? translate("field.archived_option", { label: option.label }) : option.label;
}
