import Typography from "@mui/material/Typography";
import type { FieldDisplayProps } from "../field-props.ts";
import { textOf } from "../text-of.ts";

/** Text of many lines, as it was typed; in a row of a list its beginning on one line. */
export function LongTextDisplay({ value, compact = false }: FieldDisplayProps) {
  const text = textOf(value);
  if (compact) return <span title={text}>{text.replace(/\s+/g, " ").slice(0, COMPACT_LENGTH)}</span>;
  return (
    <Typography component="span" variant="body2" sx={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
      {text}
    </Typography>
  );
}

/** More would not be seen in a row. */
const COMPACT_LENGTH = 80;
