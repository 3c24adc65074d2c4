import Typography from "@mui/material/Typography";
import type { FieldDisplayProps } from "../field-props.ts";

/** Text of many lines, as it was typed. */
export function LongTextDisplay({ value }: FieldDisplayProps) {
  return (
    <Typography component="span" variant="body2" sx={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
      {String(value)}
    </Typography>
  );
}
