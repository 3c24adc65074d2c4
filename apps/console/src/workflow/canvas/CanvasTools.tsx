import AddIcon from "@mui/icons-material/AddOutlined";
import FitIcon from "@mui/icons-material/FitScreenOutlined";
import RemoveIcon from "@mui/icons-material/RemoveOutlined";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import Tooltip from "@mui/material/Tooltip";
import { Panel, useReactFlow, useStore } from "@xyflow/react";
import type { ReactNode } from "react";
import { useTranslate } from "react-admin";

const MOVE = { duration: 240 };

/** Zoom and fit, bottom left. Fitting never enlarges. */
export function ZoomTools() {
  const translate = useTranslate();
  const { zoomIn, zoomOut, zoomTo, fitView } = useReactFlow();
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  return (
    <Panel position="bottom-left">
      <ToolBar>
        <Tool label={translate("workflow.canvas.zoom_out")} onClick={() => void zoomOut(MOVE)}>
          <RemoveIcon fontSize="small" />
        </Tool>
        <Tool label={translate("workflow.canvas.zoom_reset", { percent })} onClick={() => void zoomTo(1, MOVE)}>
          <Box
            component="span"
            sx={{ fontSize: 12, fontWeight: 500, minWidth: 38, fontVariantNumeric: "tabular-nums" }}
          >
            {translate("workflow.canvas.percent", { percent })}
          </Box>
        </Tool>
        <Tool label={translate("workflow.canvas.zoom_in")} onClick={() => void zoomIn(MOVE)}>
          <AddIcon fontSize="small" />
        </Tool>
        <Tool
          label={translate("workflow.canvas.fit")}
          onClick={() => void fitView({ ...MOVE, maxZoom: 1, padding: 0.1 })}
        >
          <FitIcon fontSize="small" />
        </Tool>
      </ToolBar>
    </Panel>
  );
}

/** A floating bar of tools. */
export function ToolBar({ children }: { readonly children: ReactNode }) {
  return (
    <Box
      sx={{
        display: "flex",
        alignItems: "center",
        gap: 0.5,
        p: 0.5,
        borderRadius: "10px",
        border: 1,
        borderColor: "divider",
        bgcolor: "background.paper",
        boxShadow: "0 6px 18px rgba(20,26,38,.08)",
      }}
    >
      {children}
    </Box>
  );
}

type ToolProps = {
  readonly label: string;
  readonly onClick: (event: { currentTarget: HTMLElement }) => void;
  readonly children: ReactNode;
  readonly disabled?: boolean;
};

/** One tool: an icon button with its name as tooltip. */
export function Tool({ label, onClick, children, disabled = false }: ToolProps) {
  return (
    <Tooltip title={label}>
      <IconButton
        aria-label={label}
        aria-disabled={disabled}
        size="small"
        onClick={disabled ? undefined : onClick}
        sx={{
          borderRadius: "7px",
          minWidth: 28,
          minHeight: 28,
          fontFamily: "inherit",
          color: disabled ? "text.disabled" : "text.secondary",
          opacity: disabled ? 0.6 : 1,
        }}
      >
        {children}
      </IconButton>
    </Tooltip>
  );
}
