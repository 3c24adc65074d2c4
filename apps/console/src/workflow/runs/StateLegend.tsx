import Box from "@mui/material/Box";
import { useTranslate } from "react-admin";
import type { StepRunState } from "../document/run-states.ts";
import { StateCircle } from "../RunState.tsx";

/** How many steps are in which state, and what the signs mean. */
export function StateLegend({ counts }: { readonly counts: ReadonlyMap<StepRunState, number> }) {
  const translate = useTranslate();
  const shown = [...counts].filter(([, count]) => count > 0);
  return (
    <Box
      component="ul"
      aria-label={translate("workflow.runs.legend")}
      sx={{
        position: "absolute",
        top: 12,
        left: 12,
        zIndex: 5,
        listStyle: "none",
        m: 0,
        p: 1,
        borderRadius: "10px",
        border: 1,
        borderColor: "divider",
        bgcolor: "background.paper",
        boxShadow: "0 6px 18px rgba(20,26,38,.08)",
        display: "grid",
        gap: 0.75,
      }}
    >
      {shown.map(([state, count]) => (
        <Box component="li" key={state} sx={{ display: "flex", alignItems: "center", gap: 1, fontSize: 13 }}>
          <StateCircle state={state} size={18} />
          <span>{translate(`workflow.state.${state}`)}</span>
          <Box component="span" sx={{ ml: "auto", pl: 2, color: "text.secondary", fontVariantNumeric: "tabular-nums" }}>
            {count}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
