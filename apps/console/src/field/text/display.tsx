import Link from "@mui/material/Link";
import type { FieldDisplayProps } from "../field-props.ts";
import { textOf } from "../text-of.ts";

/** One line of text; web addresses and mail addresses can be followed. */
export function TextDisplay({ value }: FieldDisplayProps) {
  const text = textOf(value);
  if (/^https?:\/\/\S+$/.test(text)) {
    return (
      <Link href={text} target="_blank" rel="noopener noreferrer" underline="hover">
        {text.replace(/^https?:\/\//, "")}
      </Link>
    );
  }
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) {
    return (
      <Link href={`mailto:${text}`} underline="hover">
        {text}
      </Link>
    );
  }
  return <span>{text}</span>;
}
