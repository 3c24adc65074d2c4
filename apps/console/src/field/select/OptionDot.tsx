import { OPTION_HUES } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Stack from "@mui/material/Stack";
import type { ReactNode } from "react";

type OptionDotProps = { readonly hue: string; readonly children: ReactNode };

/** A dot in an option's hue before its word, so that it reads without its colour. */
export function OptionDot({ hue, children }: OptionDotProps) {
  const known = OPTION_HUES.find((candidate) => candidate === hue) ?? "slate";
  return (
    <Stack component="span" direction="row" spacing={0.75} sx={{ alignItems: "center", display: "inline-flex" }}>
      <Box
        component="span"
        aria-hidden
        sx={({ palette }) => ({
          width: 8,
          height: 8,
          borderRadius: "50%",
          flex: "none",
          bgcolor: palette.option[known].dot,
        })}
      />
      <span>{children}</span>
    </Stack>
  );
}
