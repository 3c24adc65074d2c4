import CheckCircleOutlineIcon from "@mui/icons-material/CheckCircleOutline";
import ErrorOutlineIcon from "@mui/icons-material/ErrorOutline";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import type { Verdict } from "./check-draft.ts";

type FormulaVerdictProps = { readonly id: string; readonly source: string; readonly verdict: Verdict };

/** What is right or wrong with a formula while it is written, with the place marked in its text. */
export function FormulaVerdict({ id, source, verdict }: FormulaVerdictProps) {
  const translate = useTranslate();
  return (
    <Box id={id} aria-live="polite" sx={{ mt: -1, minHeight: 24 }}>
      {verdict.kind === "empty" ? (
        <Typography variant="caption" color="text.secondary">
          {translate("computed.formula.hint")}
        </Typography>
      ) : null}
      {verdict.kind === "right" ? (
        <Line icon={<CheckCircleOutlineIcon aria-hidden color="success" sx={{ fontSize: 18 }} />}>
          {verdict.gives === null
            ? translate("computed.formula.right_any")
            : translate("computed.formula.right", { type: translate(`computed.result.${verdict.gives}`) })}
        </Line>
      ) : null}
      {verdict.kind === "wrong" ? (
        <>
          <Line icon={<ErrorOutlineIcon aria-hidden color="error" sx={{ fontSize: 18 }} />}>
            <Box component="span" sx={{ color: "error.dark" }}>
              {verdict.message}
            </Box>
          </Line>
          {verdict.range && verdict.range.end > verdict.range.start ? (
            <Place source={source} {...verdict.range} />
          ) : null}
        </>
      ) : null}
    </Box>
  );
}

function Line({ icon, children }: { readonly icon: React.ReactNode; readonly children: React.ReactNode }) {
  return (
    <Box sx={{ display: "flex", alignItems: "flex-start", gap: 0.75 }}>
      {icon}
      <Typography variant="body2" component="div" sx={{ overflowWrap: "anywhere", minWidth: 0 }}>
        {children}
      </Typography>
    </Box>
  );
}

/** The text around the place, which is underlined. */
const AROUND = 24;

function Place({ source, start, end }: { readonly source: string; readonly start: number; readonly end: number }) {
  const from = Math.max(0, start - AROUND);
  const to = Math.min(source.length, end + AROUND);
  return (
    <Box
      component="code"
      sx={{ display: "block", pl: 3, fontSize: 13, whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}
    >
      {from > 0 ? "…" : ""}
      {source.slice(from, start)}
      <Box
        component="mark"
        sx={{ bgcolor: "transparent", color: "error.dark", textDecoration: "underline wavy", textUnderlineOffset: 3 }}
      >
        {source.slice(start, end)}
      </Box>
      {source.slice(end, to)}
      {to < source.length ? "…" : ""}
    </Box>
  );
}
