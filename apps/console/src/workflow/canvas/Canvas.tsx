import "@xyflow/react/dist/base.css";
import type { WorkflowGraph } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import { useTheme } from "@mui/material/styles";
import {
  applyNodeChanges,
  Background,
  BackgroundVariant,
  MiniMap,
  type NodeChange,
  ReactFlow,
  type ReactFlowInstance,
  ReactFlowProvider,
  useReactFlow,
  type Viewport,
} from "@xyflow/react";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslate } from "react-admin";
import type { EdgePlace } from "../document/graph-operation.ts";
import { NODE_HEIGHT, NODE_WIDTH } from "../document/layout.ts";
import type { Flow, FlowNode, InsertEdge as InsertEdgeType } from "../document/to-flow.ts";
import { useLook } from "../look.ts";
import { type CanvasActions, CanvasProvider } from "./canvas-context.ts";
import { ZoomTools } from "./CanvasTools.tsx";
import { EndNode } from "./EndNode.tsx";
import { InsertEdge } from "./InsertEdge.tsx";
import { LaneNode } from "./LaneNode.tsx";
import { SlotNode } from "./SlotNode.tsx";
import { StepNode } from "./StepNode.tsx";
import { useWalk } from "./use-walk.ts";
import { ZoomLevel } from "./ZoomLevel.tsx";

const NODE_TYPES = { step: StepNode, end: EndNode, slot: SlotNode, lane: LaneNode };
const EDGE_TYPES = { insert: InsertEdge };
/** From here on only what is in sight is drawn: 1,000 nodes then pan at 60 frames a second instead of 30. */
const CULL_FROM = 150;
const MINIMAP_FROM = 30;
const TOP_MARGIN = 28;

/** What a canvas shows and tells. Without `onInsert`, `onDelete` and `onMove` it is read only. */
export type CanvasProps = {
  readonly graph: WorkflowGraph;
  readonly flow: Flow;
  readonly selected: string | null;
  readonly label: string;
  readonly onOpen: (origin: string) => void;
  readonly onInsert?: (place: EdgePlace, anchor: HTMLElement) => void;
  readonly onDelete?: (origin: string) => void;
  readonly onMove?: (origin: string, position: { x: number; y: number }) => void;
  /** A new object asks for the focus on a step, such as from the list of problems. */
  readonly focusOn?: { readonly origin: string } | null;
  /** Where two canvases are looked at together; left out, the canvas keeps its own. */
  readonly viewport?: Viewport;
  readonly onViewport?: (viewport: Viewport) => void;
  readonly children?: ReactNode;
};

/** The workflow on React Flow's canvas. The document stays ours: nodes and edges are derived, and changes are operations. */
export function Canvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <CanvasSurface {...props} />
    </ReactFlowProvider>
  );
}

function CanvasSurface({
  graph,
  flow,
  selected,
  label,
  onOpen,
  onInsert,
  onDelete,
  onMove,
  focusOn,
  viewport,
  onViewport,
  children,
}: CanvasProps) {
  const look = useLook();
  const { palette } = useTheme();
  const translate = useTranslate();
  const frame = useRef<HTMLDivElement>(null);
  const { nodes, onNodesChange } = useDraggedNodes(flow);
  const reveal = useReveal(frame);
  useKeepCentred(frame);
  const { tabStop, focusRequest, focus, setTabStop, onNodeKey } = useWalk({ graph, reveal, onDelete });
  useEffect(() => {
    if (focusOn) focus(focusOn.origin);
  }, [focusOn, focus]);
  const actions = useMemo<CanvasActions>(() => {
    const open = (origin: string) => {
      setTabStop(origin);
      onOpen(origin);
    };
    return {
      readOnly: onInsert === undefined,
      selected,
      tabStop,
      focusRequest,
      onOpen: open,
      onInsert: onInsert ?? (() => undefined),
      onNodeKey,
    };
  }, [selected, tabStop, focusRequest, onOpen, onInsert, onNodeKey, setTabStop]);
  const edges = useMemo<InsertEdgeType[]>(() => [...flow.edges], [flow.edges]);
  return (
    <Box
      ref={frame}
      role="region"
      aria-label={label}
      sx={{ position: "relative", width: 1, height: 1, minHeight: 0, bgcolor: look.canvas, ...canvasSx }}
    >
      <CanvasProvider value={actions}>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          onNodesChange={onNodesChange}
          onNodeDragStop={(_event, node) =>
            onMove?.(node.id, { x: Math.round(node.position.x), y: Math.round(node.position.y) })
          }
          onInit={(instance) => void (viewport === undefined ? showTop(instance, frame.current) : undefined)}
          viewport={viewport}
          onViewportChange={onViewport}
          colorMode={palette.mode}
          nodesDraggable={onMove !== undefined}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          nodeDragThreshold={4}
          disableKeyboardA11y
          deleteKeyCode={null}
          zoomOnDoubleClick={false}
          panOnScroll
          minZoom={0.1}
          maxZoom={1.5}
          onlyRenderVisibleElements={flow.nodes.length >= CULL_FROM}
          ariaLabelConfig={{ "minimap.ariaLabel": translate("workflow.canvas.minimap") }}
        >
          <Furniture frame={frame} steps={flow.nodes.length} />
          {children}
        </ReactFlow>
      </CanvasProvider>
    </Box>
  );
}

type FurnitureProps = { readonly frame: { readonly current: HTMLDivElement | null }; readonly steps: number };

/** What stands on every canvas beside its steps. */
function Furniture({ frame, steps }: FurnitureProps) {
  const look = useLook();
  const { palette } = useTheme();
  return (
    <>
      <Background variant={BackgroundVariant.Dots} gap={20} size={1} color={look.borderStrong} bgColor={look.canvas} />
      <ZoomTools />
      <ZoomLevel frame={frame} />
      {steps >= MINIMAP_FROM ? (
        <MiniMap
          pannable
          zoomable
          nodeColor={look.edge}
          maskColor="transparent"
          bgColor={palette.background.paper}
          nodeBorderRadius={20}
        />
      ) : null}
    </>
  );
}

/** Zoom levels: everything; below 70 % tile and name; below 40 % the box with its state alone. */
const canvasSx = {
  "& .react-flow__attribution": { bgcolor: "transparent", fontSize: 10, "& a": { color: "text.secondary" } },
  // Nodes that can't be dragged take no pointer by React Flow's own rule; ours open on a click in any case.
  "& .react-flow__node": { cursor: "default", pointerEvents: "all !important" },
  "&[data-zoom='name'] .step-fact, &[data-zoom='name'] .insert-button, &[data-zoom='name'] .branch-label": {
    display: "none",
  },
  "&[data-zoom='name'] .step-name": { fontSize: 16 },
  "&[data-zoom='box'] :is(.step-text, .lane-head, .insert-button, .branch-label, .step-badge, .end-mark)": {
    visibility: "hidden",
  },
} as const;

/** Nodes as the document has them, with positions of a drag that has not ended on top. */
function useDraggedNodes(flow: Flow) {
  const [nodes, setNodes] = useState<FlowNode[]>(() => [...flow.nodes]);
  const [shown, setShown] = useState(flow);
  if (shown !== flow) {
    setShown(flow);
    const known = new Map(nodes.map((node) => [node.id, node]));
    setNodes(flow.nodes.map((node) => sameNode(known.get(node.id), node)));
  }
  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => setNodes((current) => applyNodeChanges(changes, current)),
    [],
  );
  return { nodes, onNodesChange };
}

/** The node as it was, where nothing of it has changed: React then leaves it alone. Its measured size is kept in any case. */
function sameNode(known: FlowNode | undefined, node: FlowNode): FlowNode {
  if (known === undefined) return node;
  const same =
    known.position.x === node.position.x &&
    known.position.y === node.position.y &&
    JSON.stringify(known.data) === JSON.stringify(node.data);
  return same ? known : { ...node, measured: known.measured };
}

function useReveal(frame: { readonly current: HTMLDivElement | null }) {
  const flow = useReactFlow();
  return useCallback(
    (origin: string) => {
      const node = flow.getNode(origin);
      if (node === undefined || frame.current === null) return;
      const { x, y, zoom } = flow.getViewport();
      const left = node.position.x * zoom + x;
      const top = node.position.y * zoom + y;
      const inside =
        left > 0 &&
        top > 0 &&
        left + NODE_WIDTH * zoom < frame.current.clientWidth &&
        top + NODE_HEIGHT * zoom < frame.current.clientHeight;
      if (!inside)
        void flow.setCenter(node.position.x + NODE_WIDTH / 2, node.position.y + NODE_HEIGHT / 2, {
          zoom,
          duration: 240,
        });
    },
    [flow, frame],
  );
}

/** When a panel opens or closes beside the canvas, what was in the middle stays there. */
function useKeepCentred(frame: { readonly current: HTMLDivElement | null }): void {
  const flow = useReactFlow();
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    let width = element.clientWidth;
    const observer = new ResizeObserver(() => {
      const { x, y, zoom } = flow.getViewport();
      const shift = (element.clientWidth - width) / 2;
      width = element.clientWidth;
      if (shift !== 0) void flow.setViewport({ x: x + shift, y, zoom });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [flow, frame]);
}

/** Begins at 100 % with the trigger at the top; a workflow that is wider than the canvas on a phone is fitted. */
async function showTop(
  instance: ReactFlowInstance<FlowNode, InsertEdgeType>,
  frame: HTMLDivElement | null,
): Promise<void> {
  const trigger = instance.getNode("trigger");
  if (frame === null || trigger === undefined) return;
  if (frame.clientWidth < 640) return void (await instance.fitView({ maxZoom: 1, padding: 0.08 }));
  await instance.setViewport({
    x: frame.clientWidth / 2 - trigger.position.x - NODE_WIDTH / 2,
    y: TOP_MARGIN - trigger.position.y,
    zoom: 1,
  });
}
