import type { WorkflowMetadata } from "@catalyst/workflow-engine";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { Viewport } from "@xyflow/react";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { useTranslate } from "react-admin";
import { Canvas } from "../canvas/Canvas.tsx";
import type { ComparedGraphs, ComparedSide } from "../document/compare-graphs.ts";
import type { Point } from "../document/edge-path.ts";
import { TRIGGER } from "../document/graph-operation.ts";
import { type GraphLayout, NODE_HEIGHT, NODE_WIDTH } from "../document/layout.ts";
import { toFlow } from "../document/to-flow.ts";

type BothSidesProps = {
  readonly compared: ComparedGraphs;
  readonly metadata: WorkflowMetadata;
  readonly selected: string | null;
  readonly onSelect: (origin: string) => void;
};

/** The two versions, level row by row; moving one moves the other. */
export function BothSides({ compared, metadata, selected, onSelect }: BothSidesProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { viewport, keep } = useSharedViewport(frame, compared.layout, selected);
  return (
    <Box ref={frame} sx={{ flex: 1, minWidth: 0, minHeight: 0, display: "flex" }}>
      {viewport === null
        ? null
        : (["before", "after"] as const).map((name) => (
            <Side
              key={name}
              name={name}
              side={compared[name]}
              layout={compared.layout}
              metadata={metadata}
              selected={selected}
              viewport={viewport}
              onViewport={(moved) => keep(moved, selected)}
              onSelect={(origin) => {
                keep(viewport, origin);
                onSelect(origin);
              }}
            />
          ))}
    </Box>
  );
}

type SideProps = Omit<BothSidesProps, "compared"> & {
  readonly name: "before" | "after";
  readonly side: ComparedSide;
  readonly layout: GraphLayout;
  readonly viewport: Viewport;
  readonly onViewport: (viewport: Viewport) => void;
};

function Side({ name, side, layout, metadata, selected, viewport, onSelect, onViewport }: SideProps) {
  const translate = useTranslate();
  const { graph, comparison } = side;
  const flow = useMemo(
    () => toFlow({ graph, metadata, layout, problems: [], states: null, comparison }),
    [graph, metadata, layout, comparison],
  );
  const label = translate(`workflow.compare.${name}`);
  return (
    <Box
      sx={{
        flex: 1,
        minWidth: 0,
        display: "flex",
        flexDirection: "column",
        "& + &": { borderLeft: 1, borderColor: "divider" },
      }}
    >
      <Typography
        variant="body2"
        component="h2"
        sx={{ px: 2, py: 1, fontWeight: 600, borderBottom: 1, borderColor: "divider" }}
      >
        {label}
      </Typography>
      <Box sx={{ flex: 1, minHeight: 0 }}>
        <Canvas
          graph={graph}
          flow={flow}
          selected={selected}
          label={translate("workflow.compare.canvas", { side: label })}
          onOpen={onSelect}
          viewport={viewport}
          onViewport={onViewport}
        />
      </Box>
    </Box>
  );
}

const MARGIN = 28;
/** Below this names can't be read any more. */
const READABLE_ZOOM = 0.5;

type Size = { readonly width: number; readonly height: number };

/** One viewport for both sides: at first the top, as wide as fits; then wherever the chosen step is, until it is moved. */
function useSharedViewport(frame: RefObject<HTMLDivElement | null>, layout: GraphLayout, selected: string | null) {
  const size = useSize(frame);
  const [moved, setMoved] = useState<{ readonly selected: string | null; readonly viewport: Viewport } | null>(null);
  if (size === null) return { viewport: null, keep: () => undefined };
  const side = { width: size.width / 2, height: size.height };
  const top = topOf(layout, side.width);
  const at = selected === null ? undefined : layout.nodes.get(selected);
  const viewport =
    moved !== null && moved.selected === selected
      ? moved.viewport
      : at === undefined
        ? top
        : centredOn(at, side, moved?.viewport.zoom ?? top.zoom);
  return { viewport, keep: (kept: Viewport, of: string | null) => setMoved({ selected: of, viewport: kept }) };
}

function useSize(frame: RefObject<HTMLDivElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    if (frame.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [frame]);
  return size;
}

function centredOn(at: Point, { width, height }: Size, zoom: number): Viewport {
  return { x: width / 2 - (at.x + NODE_WIDTH / 2) * zoom, y: height / 2 - (at.y + NODE_HEIGHT / 2) * zoom, zoom };
}

function topOf({ nodes }: GraphLayout, width: number): Viewport {
  const lefts = [...nodes.values()].map(({ x }) => x);
  const left = Math.min(...lefts) - MARGIN;
  const span = Math.max(...lefts) + NODE_WIDTH + MARGIN - left;
  const zoom = Math.min(1, Math.max(READABLE_ZOOM, width / span));
  const trigger = nodes.get(TRIGGER) ?? { x: 0, y: 0 };
  const middle = span * zoom <= width ? left + span / 2 : trigger.x + NODE_WIDTH / 2;
  return { x: width / 2 - middle * zoom, y: MARGIN - trigger.y * zoom, zoom };
}
