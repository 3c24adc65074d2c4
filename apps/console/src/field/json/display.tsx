import Box from "@mui/material/Box";
import type { FieldDisplayProps } from "../field-props.ts";
import { prettyJson } from "./json-text.ts";

/** JSON in a box of its own, indented; in a row of a list on one line. */
export function JsonDisplay({ field, value, compact = false }: FieldDisplayProps) {
  if (compact)
    return (
      <Box component="code" sx={MONO}>
        {JSON.stringify(value)}
      </Box>
    );
  return (
    <Box
      component="pre"
      tabIndex={0}
      role="region"
      aria-label={field.label}
      sx={{
        ...MONO,
        m: 0,
        px: 1.25,
        py: 1,
        maxHeight: 240,
        overflow: "auto",
        bgcolor: "sunken",
        border: 1,
        borderColor: "divider",
        borderRadius: "8px",
      }}
    >
      {prettyJson(value)}
    </Box>
  );
}

const MONO = { fontFamily: "ui-monospace, monospace", fontSize: 11.5, lineHeight: "16px" } as const;
