import type { WorkflowDetail, WorkflowVersionSummary } from "@catalyst/contracts";
import ArrowBackIcon from "@mui/icons-material/ArrowBackOutlined";
import ArrowForwardIcon from "@mui/icons-material/ArrowForwardOutlined";
import SwapIcon from "@mui/icons-material/SwapHorizOutlined";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import Tooltip from "@mui/material/Tooltip";
import Typography from "@mui/material/Typography";
import { Title, useTranslate } from "react-admin";
import { Link } from "react-router-dom";
import { SelectInput } from "../panel/SelectInput.tsx";

/** Stands for the draft where a version's id could. */
export const DRAFT = "draft";

type Sides = { readonly from: string; readonly to: string };
type CompareBarProps = Sides & {
  readonly detail: WorkflowDetail;
  readonly versions: readonly WorkflowVersionSummary[];
  readonly onSides: (sides: { from: string; to: string }) => void;
};

/** Which two versions stand beside each other. */
export function CompareBar({ detail, versions, from, to, onSides }: CompareBarProps) {
  const translate = useTranslate();
  const choices = [
    { value: DRAFT, label: translate("workflow.compare.draft") },
    ...versions.map(({ versionId, number, live }) => ({
      value: versionId,
      label: translate(live ? "workflow.compare.version_live" : "workflow.compare.version", { number }),
    })),
  ];
  return (
    <Box component="header" sx={BAR}>
      <Title title={translate("workflow.compare.title")} />
      <IconButton
        component={Link}
        to={`/workflows/${detail.workflowId}`}
        size="small"
        aria-label={translate("workflow.compare.back")}
      >
        <ArrowBackIcon fontSize="small" />
      </IconButton>
      <Typography component="h1" sx={{ fontSize: 16, lineHeight: "24px", fontWeight: 650 }}>
        {translate("workflow.compare.title")}
      </Typography>
      <Typography variant="body2" color="text.secondary" noWrap sx={{ flex: { xs: 1, md: "none" }, minWidth: 0 }}>
        {detail.name}
      </Typography>
      <Box sx={{ display: "flex", alignItems: "center", gap: 1, flex: { xs: "1 1 100%", md: "none" }, minWidth: 0 }}>
        <Box sx={{ width: 150 }}>
          <SelectInput
            label={translate("workflow.compare.from")}
            value={from}
            choices={choices}
            onChange={(chosen) => onSides({ from: chosen, to })}
          />
        </Box>
        <ArrowForwardIcon aria-hidden sx={{ fontSize: 16, color: "text.secondary" }} />
        <Box sx={{ width: 150 }}>
          <SelectInput
            label={translate("workflow.compare.to")}
            value={to}
            choices={choices}
            onChange={(chosen) => onSides({ from, to: chosen })}
          />
        </Box>
        <Tooltip title={translate("workflow.compare.swap")}>
          <IconButton
            size="small"
            aria-label={translate("workflow.compare.swap")}
            onClick={() => onSides({ from: to, to: from })}
          >
            <SwapIcon fontSize="small" />
          </IconButton>
        </Tooltip>
      </Box>
    </Box>
  );
}

const BAR = {
  display: "flex",
  alignItems: "center",
  flexWrap: "wrap",
  columnGap: 1.25,
  rowGap: 0.75,
  px: { xs: 1, md: 2 },
  py: 1,
  minHeight: 50,
  borderBottom: 1,
  borderColor: "divider",
} as const;
