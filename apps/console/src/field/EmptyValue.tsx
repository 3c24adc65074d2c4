import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";

/** An empty value: a grey dash that a screen reader says as a word; positioned, so that the word adds nothing to what scrolls. */
export function EmptyValue() {
  const translate = useTranslate();
  return (
    <Typography component="span" variant="body2" color="text.disabled" sx={{ position: "relative" }}>
      <span aria-hidden>{"–"}</span>
      <span style={{ position: "absolute", width: 1, height: 1, overflow: "hidden", clipPath: "inset(50%)" }}>
        {translate("record.empty_value")}
      </span>
    </Typography>
  );
}
