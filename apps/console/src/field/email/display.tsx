import Link from "@mui/material/Link";
import type { FieldDisplayProps } from "../field-props.ts";
import { textOf } from "../text-of.ts";

/** An address that can be written to. */
export function EmailDisplay({ value }: FieldDisplayProps) {
  const address = textOf(value);
  return (
    <Link
      href={`mailto:${encodeURIComponent(address).replaceAll("%40", "@")}`}
      underline="hover"
      onClick={(event) => event.stopPropagation()}
    >
      {address}
    </Link>
  );
}
