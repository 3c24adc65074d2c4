import RepeatIcon from "@mui/icons-material/RepeatOutlined";
import Box from "@mui/material/Box";
import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { useTranslate } from "react-admin";
import { LANE_HEAD } from "../document/layout.ts";
import type { LaneNode as LaneNodeType } from "../document/to-flow.ts";
import { useLook } from "../look.ts";

/** The block around what a loop does for each of its items. */
export const LaneNode = memo(function LaneNode({ data: { width, height } }: NodeProps<LaneNodeType>) {
  const look = useLook();
  const translate = useTranslate();
  return (
    <Box
      role="note"
      sx={{
        width,
        height,
        boxSizing: "border-box",
        borderRadius: "12px",
        border: `1px dashed ${look.control}`,
        bgcolor: look.sunken,
        pointerEvents: "none",
      }}
    >
      <Box
        className="lane-head"
        sx={{
          height: LANE_HEAD,
          px: 1.25,
          display: "flex",
          alignItems: "center",
          gap: 0.75,
          fontSize: 12,
          fontWeight: 600,
          color: "text.secondary",
          whiteSpace: "nowrap",
          overflow: "hidden",
        }}
      >
        <RepeatIcon aria-hidden sx={{ fontSize: 14 }} />
        {translate("workflow.lane")}
      </Box>
    </Box>
  );
});
