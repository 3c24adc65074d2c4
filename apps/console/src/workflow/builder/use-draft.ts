import type { WorkflowDetail, WorkflowGraph } from "@catalyst/contracts";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { toApiError } from "../../provider/api-error.ts";
import { trpc } from "../../provider/trpc-client.ts";
import { workflowKey } from "../workflow-queries.ts";

/** Where the draft stands on its way to the server. `conflict`: somebody else has saved meanwhile. */
export type SaveState =
  | { readonly kind: "saved"; readonly at: string }
  | { readonly kind: "unsaved" }
  | { readonly kind: "saving" }
  | { readonly kind: "conflict"; readonly currentVersion: number | null }
  | { readonly kind: "failed"; readonly message: string };

/** What shall be stored. */
type Draft = { readonly graph: WorkflowGraph; readonly name: string };

/** Quiet time after a change before it is saved: one save for a burst of typing. */
const SAVE_DELAY_MS = 700;
const RETRY_DELAY_MS = 5_000;

/** Saves the draft by itself, one save at a time, each with the version that it was made from. */
export function useDraft(detail: WorkflowDetail, draft: Draft, enabled: boolean) {
  const client = useQueryClient();
  const [state, setState] = useState<SaveState>({ kind: "saved", at: detail.draft.updatedAt });
  const version = useRef(detail.draft.version);
  const stored = useRef<Draft>({ graph: detail.draft.graph, name: detail.name });
  const latest = useRef(draft);
  const running = useRef<Promise<boolean> | null>(null);

  const saveOnce = useCallback(async (): Promise<boolean> => {
    const { graph, name } = latest.current;
    setState({ kind: "saving" });
    try {
      const saved = await trpc.workflows.saveDraft.mutate({
        workflowId: detail.workflowId,
        draftVersion: version.current,
        name,
        graph,
      });
      version.current = saved.draft.version;
      stored.current = { graph, name };
      client.setQueryData(workflowKey(detail.workflowId), saved);
      setState({ kind: "saved", at: saved.draft.updatedAt });
      return true;
    } catch (error) {
      const { code, message, currentVersion } = toApiError(error);
      setState(code === "version_conflict" ? { kind: "conflict", currentVersion } : { kind: "failed", message });
      return false;
    }
  }, [client, detail.workflowId]);

  /** Saves what is not stored yet; true when everything is. */
  const flush = useCallback(async (): Promise<boolean> => {
    if (running.current !== null) await running.current;
    if (isSame(stored.current, latest.current)) return true;
    running.current = saveOnce();
    const done = await running.current;
    running.current = null;
    return done;
  }, [saveOnce]);

  const isBlocked = state.kind === "conflict";
  const failed = state.kind === "failed";
  useEffect(() => {
    if (!enabled || isBlocked || isSame(stored.current, draft)) return;
    setState((current) => (current.kind === "saved" ? { kind: "unsaved" } : current));
    const timer = setTimeout(() => void flush(), failed ? RETRY_DELAY_MS : SAVE_DELAY_MS);
    return () => clearTimeout(timer);
  }, [draft, enabled, isBlocked, failed, flush]);

  const mayFlush = useRef(false);
  useLayoutEffect(() => {
    latest.current = draft;
    mayFlush.current = enabled && !isBlocked;
  }, [draft, enabled, isBlocked]);
  useEffect(
    () => () => {
      if (mayFlush.current) void flush(); // Leaving the page must not lose the last letters.
    },
    [flush],
  );

  /** Takes over what another save, such as a restore, has stored. */
  const adopt = useCallback((saved: WorkflowDetail) => {
    version.current = saved.draft.version;
    stored.current = { graph: saved.draft.graph, name: saved.name };
    setState({ kind: "saved", at: saved.draft.updatedAt });
  }, []);
  /** After a conflict: what is here wins over what is stored. */
  const overwrite = useCallback(
    (currentVersion: number) => {
      version.current = currentVersion;
      void saveOnce();
    },
    [saveOnce],
  );
  const draftVersion = useCallback(() => version.current, []);
  return { state, flush, adopt, overwrite, draftVersion };
}

function isSame(left: Draft, right: Draft): boolean {
  return left.graph === right.graph && left.name === right.name;
}
