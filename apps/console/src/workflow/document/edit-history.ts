import type { WorkflowGraph } from "@catalyst/contracts";
import type { GraphOperation } from "./graph-operation.ts";
import { graphReducer } from "./graph-reducer.ts";

/** Operations that can be undone; graphs share their parts, so this many cost little. */
export const UNDO_LIMIT = 100;

/** The document with its undo and redo stacks. */
export type EditHistory = {
  readonly past: readonly WorkflowGraph[];
  readonly present: WorkflowGraph;
  readonly future: readonly WorkflowGraph[];
  /** What the last entry edits, so that typing one word is one entry; null: the next edit is a new entry. */
  readonly editing: string | null;
};

/** `editing`: consecutive operations with the same text become one entry, such as letters typed into one input. */
export type EditAction =
  | { readonly kind: "apply"; readonly operation: GraphOperation; readonly editing?: string }
  | { readonly kind: "undo" }
  | { readonly kind: "redo" }
  | { readonly kind: "load"; readonly graph: WorkflowGraph };

/** A history that begins with a graph. */
export function startHistory(graph: WorkflowGraph): EditHistory {
  return { past: [], present: graph, future: [], editing: null };
}

/** Applies, undoes, redoes. Undo gives back the very graph that stood there. */
export function editHistoryReducer(history: EditHistory, action: EditAction): EditHistory {
  switch (action.kind) {
    case "apply":
      return apply(history, action.operation, action.editing ?? null);
    case "undo":
      return undo(history);
    case "redo":
      return redo(history);
    case "load":
      return startHistory(action.graph);
  }
}

function apply(history: EditHistory, operation: GraphOperation, editing: string | null): EditHistory {
  const present = graphReducer(history.present, operation);
  if (present === history.present) return history;
  const joins = editing !== null && editing === history.editing && history.past.length > 0;
  const past = joins ? history.past : [...history.past, history.present].slice(-UNDO_LIMIT);
  return { past, present, future: [], editing };
}

function undo(history: EditHistory): EditHistory {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    editing: null,
  };
}

function redo(history: EditHistory): EditHistory {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, editing: null };
}
