import Box from "@mui/material/Box";
import { memo } from "react";
import { NODE_HEIGHT, NODE_WIDTH } from "../document/layout.ts";
import { useLook } from "../look.ts";

/** A dashed place where the other version has a step, so that both sides stay level. */
export const SlotNode = memo(function SlotNode() {
  const look = useLook();
  return (
    <Box
      aria-hidden
      sx={{
        width: NODE_WIDTH,
        height: NODE_HEIGHT,
        borderRadius: "11px",
        border: `1.5px dashed ${look.control}`,
        bgcolor: look.canvas,
      }}
    />
  );
});
