import { createContext, useContext } from "react";
import type { KeyboardEvent } from "react";
import type { EdgePlace } from "../document/graph-operation.ts";

/** What nodes and edges of a canvas can do; one object for all of them, so that none is rebuilt for it. */
export type CanvasActions = {
  readonly readOnly: boolean;
  readonly selected: string | null;
  /** The node that the Tab key reaches; arrow keys move it. */
  readonly tabStop: string;
  /** Set while a node shall take the focus as soon as it is drawn. */
  readonly focusRequest: { readonly origin: string } | null;
  readonly onOpen: (origin: string) => void;
  readonly onInsert: (place: EdgePlace, anchor: HTMLElement) => void;
  readonly onNodeKey: (origin: string, event: KeyboardEvent) => void;
};

const CanvasContext = createContext<CanvasActions | null>(null);
export const CanvasProvider = CanvasContext.Provider;

/** The actions of the canvas around. */
export function useCanvas(): CanvasActions {
  const actions = useContext(CanvasContext);
  if (actions === null) throw new Error("Assertion failed: no canvas around");
  return actions;
}
