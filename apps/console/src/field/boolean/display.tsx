import CheckIcon from "@mui/icons-material/Check";
import CloseIcon from "@mui/icons-material/Close";
import Stack from "@mui/material/Stack";
import { useTranslate } from "react-admin";
import type { FieldDisplayProps } from "../field-props.ts";

/** Yes or no, as icon and word. */
export function BooleanDisplay({ value }: FieldDisplayProps) {
  const translate = useTranslate();
  return (
    <Stack component="span" direction="row" spacing={0.5} sx={{ alignItems: "center", display: "inline-flex" }}>
      {value === true ? (
        <CheckIcon fontSize="small" color="success" aria-hidden />
      ) : (
        <CloseIcon fontSize="small" color="disabled" aria-hidden />
      )}
      <span>{translate(value === true ? "record.yes" : "record.no")}</span>
    </Stack>
  );
}
