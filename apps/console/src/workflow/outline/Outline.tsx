import type { WorkflowGraph } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import { useMemo } from "react";
import { useTranslate } from "react-admin";
import { canMove } from "../document/change-steps.ts";
import { placesBehind, portsOf } from "../document/edges.ts";
import { type EdgePlace, type GraphOperation, TRIGGER } from "../document/graph-operation.ts";
import { type OutlineRow, outlineRows } from "../document/outline-rows.ts";
import { useEditor } from "../panel/editor-context.ts";
import { BranchRow, GotoRow, OpenRow } from "./BranchRow.tsx";
import { StepRow } from "./StepRow.tsx";

export type OutlineProps = {
  readonly selected: string | null;
  readonly onSelect: (origin: string) => void;
  readonly onEdit: (origin: string) => void;
  readonly onInsert: (place: EdgePlace, anchor: HTMLElement) => void;
  readonly onDelete: (key: string) => void;
};

const INDENT = 22;

/** The same document as a list of rows, branches indented: the editor for keyboards, screen readers and phones. */
export function Outline(props: OutlineProps) {
  const translate = useTranslate();
  const { graph } = useEditor();
  const rows = useMemo(() => outlineRows(graph), [graph]);
  return (
    <Box
      component="ol"
      aria-label={translate("workflow.outline.label")}
      sx={{
        listStyle: "none",
        m: 0,
        p: { xs: 1.5, md: 2.5 },
        pb: 10,
        maxWidth: 720,
        mx: "auto",
        display: "grid",
        gap: 1,
        gridTemplateColumns: "minmax(0, 1fr)",
      }}
    >
      {rows.map((row) => (
        <Box
          component="li"
          key={rowKey(row)}
          sx={{ pl: `${row.depth * INDENT}px`, position: "relative", ...guides(row.depth) }}
        >
          <Row row={row} {...props} />
        </Box>
      ))}
    </Box>
  );
}

function Row({ row, selected, onSelect, onEdit, onInsert, onDelete }: OutlineProps & { readonly row: OutlineRow }) {
  const { graph, apply } = useEditor();
  switch (row.kind) {
    case "branch":
      return <BranchRow row={row} />;
    case "open":
      return <OpenRow place={row.place} onInsert={onInsert} />;
    case "goto":
      return <GotoRow row={row} onSelect={onSelect} />;
    case "trigger":
      return (
        <StepRow
          origin={TRIGGER}
          selected={selected === TRIGGER}
          onSelect={onSelect}
          onEdit={onEdit}
          onAddAfter={(anchor) => onInsert(firstPlace(graph, TRIGGER), anchor)}
        />
      );
    case "step": {
      const { key } = row.step;
      const move = (operation: GraphOperation | null) => (operation === null ? null : () => apply(operation));
      return (
        <StepRow
          origin={key}
          selected={selected === key}
          onSelect={onSelect}
          onEdit={onEdit}
          onUp={move(moveUp(graph, row.place))}
          onDown={move(moveDown(graph, key))}
          onAddAfter={(anchor) => onInsert(firstPlace(graph, key), anchor)}
          onDelete={() => onDelete(key)}
        />
      );
    }
  }
}

/** Up: into the place before the step above. A step below a condition or the trigger is already at its top. */
function moveUp(graph: WorkflowGraph, place: EdgePlace): GraphOperation | null {
  if (place.to === null || place.from === TRIGGER || portsOf(graph, place.from).length > 1 || !canMove(graph, place.to))
    return null;
  const above = graph.edges.find((edge) => edge.to === place.from);
  return above === undefined ? null : { kind: "moveStep", key: place.to, place: above };
}

/** Down: behind the next step; into its first branch where that is a condition. */
function moveDown(graph: WorkflowGraph, key: string): GraphOperation | null {
  const next = firstPlace(graph, key).to;
  if (next === null || portsOf(graph, key).length > 1 || !canMove(graph, key)) return null;
  return { kind: "moveStep", key, place: firstPlace(graph, next) };
}

function firstPlace(graph: WorkflowGraph, origin: string): EdgePlace {
  const port = portsOf(graph, origin)[0]?.key ?? "next";
  return placesBehind(graph, origin, port)[0] ?? { from: origin, port, to: null };
}

function rowKey(row: OutlineRow): string {
  switch (row.kind) {
    case "trigger":
      return TRIGGER;
    case "step":
      return `step:${row.step.key}`;
    case "branch":
      return `branch:${row.origin}:${row.port}`;
    case "open":
      return `open:${row.place.from}:${row.place.port}`;
    case "goto":
      return `goto:${row.place.from}:${row.place.port}:${row.step.key}`;
  }
}

/** A vertical line for each level of indentation. */
function guides(depth: number) {
  if (depth === 0) return {};
  return {
    "&::before": {
      content: '""',
      position: "absolute",
      left: (depth - 1) * INDENT + 10,
      top: -8,
      bottom: 0,
      width: 2,
      bgcolor: "borderStrong",
    },
  };
}
