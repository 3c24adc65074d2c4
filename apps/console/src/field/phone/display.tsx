import { dialledNumber } from "@catalyst/custom-fields";
import Link from "@mui/material/Link";
import type { FieldDisplayProps } from "../field-props.ts";
import { textOf } from "../text-of.ts";

/** A number that can be called. */
export function PhoneDisplay({ value }: FieldDisplayProps) {
  const phone = textOf(value);
  return (
    <Link
      href={`tel:${dialledNumber(phone)}`}
      underline="hover"
      onClick={(event) => event.stopPropagation()}
      sx={{ whiteSpace: "nowrap", fontVariantNumeric: "tabular-nums" }}
    >
      {phone}
    </Link>
  );
}
