import AddIcon from "@mui/icons-material/AddOutlined";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import Tooltip from "@mui/material/Tooltip";
import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { type CSSProperties, memo } from "react";
import { useTranslate } from "react-admin";
import { type Point, routeEdge } from "../document/edge-path.ts";
import type { InsertEdge as InsertEdgeType, InsertEdgeData } from "../document/to-flow.ts";
import type { ColorRoles } from "../../theme/colors.ts";
import { useLook } from "../look.ts";
import { useFactText } from "../use-fact-text.ts";
import { useCanvas } from "./canvas-context.ts";

/** A connection with right angles and, where the workflow can be edited, a "+" that puts a step into it. */
export const InsertEdge = memo(function InsertEdge({
  id,
  data,
  sourceX,
  sourceY,
  targetX,
  targetY,
}: EdgeProps<InsertEdgeType>) {
  const look = useLook();
  const { readOnly } = useCanvas();
  if (data === undefined) return null;
  const { insert } = data;
  const laneX = insert.laneX ?? (insert.bendAtSource ? targetX : sourceX);
  const route = routeEdge({
    source: { x: sourceX, y: sourceY },
    target: { x: targetX, y: targetY },
    laneX,
    bendAtSource: insert.bendAtSource,
  });
  return (
    <>
      <BaseEdge id={id} path={route.path} style={lineOf(look, insert)} interactionWidth={0} />
      <EdgeLabelRenderer>
        {insert.label === "" ? null : <BranchLabel at={route.label} label={insert.label} />}
        {readOnly ? null : <InsertButton at={route.button} insert={insert} />}
      </EdgeLabelRenderer>
    </>
  );
});

function lineOf(look: ColorRoles, { taken, diff }: InsertEdgeData): CSSProperties {
  if (diff === "added") return { stroke: look.success.main, strokeWidth: 2.25 };
  if (diff === "removed") return { stroke: look.danger.main, strokeWidth: 1.75, strokeDasharray: "5 4" };
  if (taken === null) return { stroke: look.edge, strokeWidth: 1.75 };
  return taken
    ? { stroke: look.edgeTaken, strokeWidth: 2.25 }
    : { stroke: look.edge, strokeWidth: 1.5, strokeDasharray: "5 4" };
}

function BranchLabel({ at, label }: { readonly at: Point; readonly label: string }) {
  const look = useLook();
  return (
    <Box
      className="branch-label"
      style={{ transform: place(at) }}
      sx={{
        position: "absolute",
        height: 22,
        px: 1,
        display: "flex",
        alignItems: "center",
        borderRadius: "6px",
        border: `1px solid ${look.borderStrong}`,
        bgcolor: "background.paper",
        color: "text.secondary",
        fontSize: 12,
        fontWeight: 500,
        pointerEvents: "none",
      }}
    >
      {label}
    </Box>
  );
}

function InsertButton({ at, insert }: { readonly at: Point; readonly insert: InsertEdgeData }) {
  const look = useLook();
  const text = useFactText();
  const translate = useTranslate();
  const { onInsert } = useCanvas();
  const from = insert.label === "" ? text(insert.fromName) : `${text(insert.fromName)} (${insert.label})`;
  const name =
    insert.toName === null
      ? translate("workflow.insert_after", { from })
      : translate("workflow.insert_between", { from, to: text(insert.toName) });
  return (
    <Tooltip title={translate("workflow.insert")} placement="right" disableInteractive>
      <IconButton
        className="insert-button nodrag nopan"
        aria-label={name}
        onClick={(event) => onInsert(insert.place, event.currentTarget)}
        style={{ transform: place(at) }}
        sx={{
          position: "absolute",
          width: 24,
          height: 24,
          minWidth: 24,
          p: 0,
          borderRadius: "50%",
          pointerEvents: "all",
          bgcolor: "background.paper",
          border: `1px solid ${look.borderStrong}`,
          color: "text.secondary",
          "&:hover, &:focus-visible": { bgcolor: look.accent, borderColor: look.accent, color: "#fff" },
          "&:focus-visible": { outline: `2px solid ${look.focus}`, outlineOffset: 2 },
        }}
      >
        <AddIcon sx={{ fontSize: 16 }} />
      </IconButton>
    </Tooltip>
  );
}

function place({ x, y }: Point): string {
  return `translate(-50%, -50%) translate(${x}px, ${y}px)`;
}
