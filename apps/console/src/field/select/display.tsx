import Box from "@mui/material/Box";
import Stack from "@mui/material/Stack";
import type { FieldDisplayProps } from "../field-props.ts";

/** An option: dot and word, so that it reads without its colour. */
export function SelectDisplay({ field, value }: FieldDisplayProps) {
  const option = field.config.options?.find((candidate) => candidate.id === value);
  return (
    <Stack component="span" direction="row" spacing={0.75} sx={{ alignItems: "center", display: "inline-flex" }}>
      <Box
        component="span"
        aria-hidden
        sx={(theme) => ({
          width: 8,
          height: 8,
          borderRadius: "50%",
          flex: "none",
          bgcolor: theme.palette.option?.[option?.hue ?? "slate"]?.dot ?? "text.disabled",
        })}
      />
      <span>{option?.label ?? String(value)}</span>
    </Stack>
  );
}
