import { useStore } from "@xyflow/react";
import { useEffect } from "react";

type Level = "all" | "name" | "box";

/** Marks the canvas with its zoom level; styles do the rest, so that no node is drawn anew while zooming. */
export function ZoomLevel({ frame }: { readonly frame: { readonly current: HTMLElement | null } }) {
  const level = useStore((state) => levelOf(state.transform[2]));
  useEffect(() => {
    frame.current?.setAttribute("data-zoom", level);
  }, [frame, level]);
  return null;
}

function levelOf(zoom: number): Level {
  if (zoom >= 0.7) return "all";
  return zoom >= 0.4 ? "name" : "box";
}
