import Box from "@mui/material/Box";
import type { FieldDisplayProps } from "../field-props.ts";
import { addressLines, readAddress } from "./address-parts.ts";
import { useCountryName } from "./use-country-name.ts";

/** An address in the lines of a letter; in a row of a list all in one. */
export function AddressDisplay({ value, compact = false }: FieldDisplayProps) {
  const lines = addressLines(readAddress(value), useCountryName());
  if (compact) return <span>{lines.join(", ")}</span>;
  return (
    <Box component="address" sx={{ fontStyle: "normal" }}>
      {lines.map((line, index) => (
        <div key={`${index} ${line}`}>{line}</div>
      ))}
    </Box>
  );
}
