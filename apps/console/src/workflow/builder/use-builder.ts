import type { WorkflowDetail, WorkflowGraph } from "@catalyst/contracts";
import { canonicalGraph, validateGraph, type WorkflowMetadata } from "@catalyst/workflow-engine";
import { useCallback, useDeferredValue, useEffect, useMemo, useReducer, useState } from "react";
import { editHistoryReducer, startHistory } from "../document/edit-history.ts";
import type { GraphOperation } from "../document/graph-operation.ts";
import type { Editor } from "../panel/editor-context.ts";
import { useDraft } from "./use-draft.ts";

/** The document with its history, its problems and its way to the server. */
export function useBuilder(detail: WorkflowDetail, metadata: WorkflowMetadata, readOnly: boolean) {
  const [history, dispatch] = useReducer(editHistoryReducer, detail.draft.graph, startHistory);
  const [name, setName] = useState(detail.name);
  const graph = history.present;
  const storedName = name.trim() === "" ? detail.name : name.trim();
  const draft = useDraft(
    detail,
    useMemo(() => ({ graph, name: storedName }), [graph, storedName]),
    !readOnly,
  );
  // Checking 300 steps takes longer than a letter: typing goes first, the problems follow.
  const checked = useDeferredValue(graph);
  const problems = useMemo(() => validateGraph(checked, metadata), [checked, metadata]);
  const liveText = useMemo(() => (detail.live === null ? null : canonicalGraph(detail.live.graph)), [detail.live]);
  const changed = useMemo(() => liveText === null || canonicalGraph(checked) !== liveText, [checked, liveText]);
  const apply = useCallback(
    (operation: GraphOperation, editing?: string) => dispatch({ kind: "apply", operation, editing }),
    [],
  );
  const undo = useCallback(() => dispatch({ kind: "undo" }), []);
  const redo = useCallback(() => dispatch({ kind: "redo" }), []);
  const load = useCallback((loaded: WorkflowGraph) => dispatch({ kind: "load", graph: loaded }), []);
  useUndoKeys(undo, redo, !readOnly);
  const editor = useMemo<Editor>(
    () => ({ graph, metadata, problems, readOnly, apply }),
    [graph, metadata, problems, readOnly, apply],
  );
  return {
    editor,
    draft,
    changed,
    name,
    setName,
    load,
    undo: history.past.length > 0 ? undo : null,
    redo: history.future.length > 0 ? redo : null,
  };
}

/** Ctrl+Z and Ctrl+Shift+Z; inside an input they stay the input's own. */
function useUndoKeys(undo: () => void, redo: () => void, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      const isText = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      const key = event.key.toLowerCase();
      if (isText || !(event.ctrlKey || event.metaKey) || (key !== "z" && key !== "y")) return;
      event.preventDefault();
      if (key === "y" || event.shiftKey) redo();
      else undo();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [undo, redo, enabled]);
}
