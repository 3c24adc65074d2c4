import SchemaIcon from "@mui/icons-material/AccountTreeOutlined";
import SearchIcon from "@mui/icons-material/SearchOutlined";
import OutlineIcon from "@mui/icons-material/SegmentOutlined";
import TidyIcon from "@mui/icons-material/AutoFixHighOutlined";
import Box from "@mui/material/Box";
import Popover from "@mui/material/Popover";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import { useMemo, useState } from "react";
import { useTranslate } from "react-admin";
import { Canvas } from "../canvas/Canvas.tsx";
import { Tool, ToolBar } from "../canvas/CanvasTools.tsx";
import type { EdgePlace } from "../document/graph-operation.ts";
import { layoutGraph, layoutKey } from "../document/layout.ts";
import { toFlow } from "../document/to-flow.ts";
import { Outline } from "../outline/Outline.tsx";
import { useEditor } from "../panel/editor-context.ts";
import { SearchList } from "../SearchList.tsx";
import { StepTile } from "../StepTile.tsx";

type View = "canvas" | "outline";
type BuilderStageProps = {
  readonly view: View;
  readonly narrow: boolean;
  readonly selected: string | null;
  readonly focusOn: { readonly origin: string } | null;
  readonly onView: (view: View) => void;
  readonly onOpen: (origin: string) => void;
  readonly onSelect: (origin: string) => void;
  readonly onFind: (origin: string) => void;
  readonly onInsert: (place: EdgePlace, anchor: HTMLElement) => void;
  readonly onDelete: (key: string) => void;
};

/** The document on the canvas or as the outline; on narrow screens the canvas is for looking only. */
export function BuilderStage(props: BuilderStageProps) {
  return (
    <Box sx={{ flex: 1, minWidth: 0, minHeight: 0, position: "relative", display: "flex", flexDirection: "column" }}>
      {props.view === "canvas" ? (
        <>
          <CanvasStage {...props} />
          <Box sx={{ position: "absolute", top: 12, left: 12, zIndex: 5 }}>
            <StageTools {...props} />
          </Box>
        </>
      ) : (
        <Box sx={{ flex: 1, minHeight: 0, overflowY: "auto", bgcolor: "canvas" }}>
          <Box sx={{ p: 1.5, display: "flex" }}>
            <StageTools {...props} />
          </Box>
          <Outline
            selected={props.selected}
            onSelect={props.onSelect}
            onEdit={props.onOpen}
            onInsert={props.onInsert}
            onDelete={props.onDelete}
          />
        </Box>
      )}
    </Box>
  );
}

function CanvasStage({ narrow, selected, focusOn, onOpen, onInsert, onDelete }: BuilderStageProps) {
  const translate = useTranslate();
  const { graph, metadata, problems, readOnly, apply } = useEditor();
  const key = layoutKey(graph);
  // oxlint-disable-next-line react/exhaustive-deps -- the key says all that the layout depends on; dagre takes 85 ms for 300 steps
  const layout = useMemo(() => layoutGraph(graph), [key]);
  const flow = useMemo(
    () => toFlow({ graph, metadata, problems, layout, states: null }),
    [graph, metadata, problems, layout],
  );
  const editable = !readOnly && !narrow;
  return (
    <Canvas
      graph={graph}
      flow={flow}
      selected={selected}
      focusOn={focusOn}
      label={translate("workflow.canvas.label")}
      onOpen={onOpen}
      onInsert={editable ? onInsert : undefined}
      onDelete={editable ? onDelete : undefined}
      onMove={editable ? (key, position) => apply({ kind: "placeStep", key, position }) : undefined}
    />
  );
}

function StageTools({ view, narrow, onView, onFind }: BuilderStageProps) {
  const translate = useTranslate();
  const { readOnly, apply } = useEditor();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <ToolBar>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={view}
        aria-label={translate("workflow.stage.view")}
        onChange={(_event, chosen: View | null) => (chosen === null ? undefined : onView(chosen))}
      >
        <ToggleButton value="canvas" sx={toggleSx}>
          <SchemaIcon aria-hidden sx={{ fontSize: 16 }} />
          {translate("workflow.stage.canvas")}
        </ToggleButton>
        <ToggleButton value="outline" sx={toggleSx}>
          <OutlineIcon aria-hidden sx={{ fontSize: 16 }} />
          {translate("workflow.stage.outline")}
        </ToggleButton>
      </ToggleButtonGroup>
      <Tool label={translate("workflow.stage.find")} onClick={(event) => setAnchor(event.currentTarget)}>
        <SearchIcon fontSize="small" />
      </Tool>
      {readOnly || narrow || view === "outline" ? null : (
        <Tool label={translate("workflow.stage.tidy")} onClick={() => apply({ kind: "tidyUp" })}>
          <TidyIcon fontSize="small" />
        </Tool>
      )}
      <FindStep
        anchor={anchor}
        onClose={() => setAnchor(null)}
        onPick={(origin) => {
          setAnchor(null);
          onFind(origin);
        }}
      />
    </ToolBar>
  );
}

const toggleSx = {
  gap: 0.75,
  px: 1.25,
  py: 0.25,
  minHeight: 28,
  border: 0,
  borderRadius: "7px",
  fontSize: 13,
  color: "text.secondary",
  "&.Mui-selected, &.Mui-selected:hover": { bgcolor: "accentSoft", color: "primary.main" },
} as const;

function FindStep({
  anchor,
  onPick,
  onClose,
}: {
  readonly anchor: HTMLElement | null;
  readonly onPick: (origin: string) => void;
  readonly onClose: () => void;
}) {
  const translate = useTranslate();
  const { graph } = useEditor();
  return (
    <Popover
      open={anchor !== null}
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: "bottom", horizontal: "left" }}
      slotProps={{ paper: { sx: { width: 320 }, role: "dialog", "aria-label": translate("workflow.stage.find") } }}
    >
      <SearchList
        label={translate("workflow.stage.find")}
        items={graph.steps.map((step) => ({
          id: step.key,
          label: step.name,
          group: "",
          search: step.type,
          icon: <StepTile type={step.type} size={24} />,
        }))}
        onPick={onPick}
      />
    </Popover>
  );
}
