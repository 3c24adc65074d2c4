import type { WorkflowGraph } from "@catalyst/contracts";
import { type KeyboardEvent, useCallback, useState } from "react";
import { type Direction, walkFrom } from "../document/walk.ts";

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

type WalkOptions = {
  readonly graph: WorkflowGraph;
  readonly reveal: (origin: string) => void;
  readonly onDelete?: (origin: string) => void;
};

/** Keyboard of the canvas: one tab stop, arrow keys walk the graph, Delete deletes. Enter is the button's own. */
export function useWalk({ graph, reveal, onDelete }: WalkOptions) {
  const [tabStop, setTabStop] = useState("trigger");
  const [focusRequest, setFocusRequest] = useState<{ readonly origin: string } | null>(null);
  const focus = useCallback(
    (origin: string) => {
      setTabStop(origin);
      setFocusRequest({ origin });
      reveal(origin);
    },
    [reveal],
  );
  const onNodeKey = useCallback(
    (origin: string, event: KeyboardEvent) => {
      const direction = DIRECTIONS[event.key];
      if (direction !== undefined) {
        event.preventDefault();
        const next = walkFrom(graph, origin, direction);
        if (next !== null) focus(next);
      } else if (
        (event.key === "Delete" || event.key === "Backspace") &&
        origin !== "trigger" &&
        onDelete !== undefined
      ) {
        event.preventDefault();
        onDelete(origin);
      }
    },
    [graph, focus, onDelete],
  );
  return { tabStop, focusRequest, focus, setTabStop, onNodeKey };
}
