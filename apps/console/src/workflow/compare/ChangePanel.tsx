import { countChanges, type GraphDiff } from "@catalyst/workflow-engine";
import NextIcon from "@mui/icons-material/KeyboardArrowDownOutlined";
import PreviousIcon from "@mui/icons-material/KeyboardArrowUpOutlined";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import Tooltip from "@mui/material/Tooltip";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";
import { useTranslate } from "react-admin";
import { ChangeCounts } from "./ChangeCounts.tsx";

type ChangePanelProps = {
  readonly diff: GraphDiff;
  /** To the change before (-1) or behind (1) the chosen one; null where there is nothing to go through. */
  readonly onStep: ((by: number) => void) | null;
  readonly children: ReactNode;
};

/** The list of what differs, with its counts and what a new version does to runs. */
export function ChangePanel({ diff, onStep, children }: ChangePanelProps) {
  const translate = useTranslate();
  const title = translate("workflow.compare.changes", { smart_count: countChanges(diff) });
  return (
    <Box
      component="aside"
      aria-label={translate("workflow.compare.list")}
      sx={{
        width: { xs: 1, md: 348 },
        flex: "none",
        display: "flex",
        flexDirection: "column",
        minHeight: 0,
        borderLeft: { md: 1 },
        borderColor: { md: "divider" },
      }}
    >
      <Box sx={{ p: 2, borderBottom: 1, borderColor: "divider", display: "grid", gap: 1 }}>
        <Box sx={{ display: "flex", alignItems: "center" }}>
          <Typography role="status" variant="h2" component="h2" sx={{ flex: 1 }}>
            {title}
          </Typography>
          {onStep === null ? null : (
            <>
              <StepButton label={translate("workflow.compare.previous")} onClick={() => onStep(-1)}>
                <PreviousIcon fontSize="small" />
              </StepButton>
              <StepButton label={translate("workflow.compare.next")} onClick={() => onStep(1)}>
                <NextIcon fontSize="small" />
              </StepButton>
            </>
          )}
        </Box>
        <ChangeCounts diff={diff} />
      </Box>
      <Box
        role="group"
        aria-label={translate("workflow.compare.list")}
        tabIndex={0}
        sx={{ flex: 1, overflowY: "auto", p: 1, "&:focus-visible": { outlineOffset: "-2px !important" } }}
      >
        {children}
      </Box>
      <Typography
        variant="caption"
        color="text.secondary"
        component="p"
        sx={{ m: 0, p: 2, borderTop: 1, borderColor: "divider" }}
      >
        {translate("workflow.compare.runs")}
      </Typography>
    </Box>
  );
}

type StepButtonProps = { readonly label: string; readonly onClick: () => void; readonly children: ReactNode };

function StepButton({ label, onClick, children }: StepButtonProps) {
  return (
    <Tooltip title={label}>
      <IconButton size="small" aria-label={label} onClick={onClick}>
        {children}
      </IconButton>
    </Tooltip>
  );
}
