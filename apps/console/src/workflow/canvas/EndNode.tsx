import Box from "@mui/material/Box";
import { Handle, type NodeProps, Position } from "@xyflow/react";
import { memo } from "react";
import { useTranslate } from "react-admin";
import { END_HEIGHT, END_WIDTH } from "../document/layout.ts";
import type { EndNode as EndNodeType } from "../document/to-flow.ts";
import { useLook } from "../look.ts";

/** Its words are longer; the mark stays in the middle of its place. */
const AGAIN_WIDTH = 86;

/** The mark behind an exit that leads nowhere: here the run, or this branch of it, ends. */
export const EndNode = memo(function EndNode({ data: { again } }: NodeProps<EndNodeType>) {
  const look = useLook();
  const translate = useTranslate();
  return (
    <>
      <Handle
        type="target"
        position={Position.Top}
        isConnectable={false}
        style={{ width: 1, height: 1, minWidth: 0, minHeight: 0, border: 0, opacity: 0, transform: "translateX(-50%)" }}
      />
      <Box
        className="end-mark"
        sx={{
          width: again ? AGAIN_WIDTH : END_WIDTH,
          ml: again ? `${(END_WIDTH - AGAIN_WIDTH) / 2}px` : 0,
          height: END_HEIGHT,
          display: "grid",
          placeItems: "center",
          borderRadius: "14px",
          border: `1px solid ${look.borderStrong}`,
          bgcolor: "background.paper",
          color: "text.secondary",
          fontSize: 12,
          fontWeight: 500,
        }}
      >
        {translate(again ? "workflow.end_of_item" : "workflow.end")}
      </Box>
    </>
  );
});
