import type { StepDefinition, WorkflowDetail } from "@catalyst/contracts";
import { isPublishable, type WorkflowMetadata } from "@catalyst/workflow-engine";
import Box from "@mui/material/Box";
import useMediaQuery from "@mui/material/useMediaQuery";
import type { Theme } from "@mui/material/styles";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useNotify, useTranslate } from "react-admin";
import { toApiError } from "../../provider/api-error.ts";
import { trpc } from "../../provider/trpc-client.ts";
import { type InsertRequest, StepPicker } from "../canvas/StepPicker.tsx";
import { findStep } from "../document/edges.ts";
import { type EdgePlace, TRIGGER } from "../document/graph-operation.ts";
import { EditorProvider } from "../panel/editor-context.ts";
import { StepPanel } from "../panel/StepPanel.tsx";
import { TriggerPanel } from "../panel/TriggerPanel.tsx";
import { useSearchParam, useSelection } from "../use-search-param.ts";
import { WORKFLOWS_KEY, workflowKey } from "../workflow-queries.ts";
import { BuilderBar } from "./BuilderBar.tsx";
import { BuilderStage } from "./BuilderStage.tsx";
import { ConflictNotice } from "./ConflictNotice.tsx";
import { DeleteDialog, usedPorts } from "./DeleteDialog.tsx";
import { PublishDialog } from "./PublishDialog.tsx";
import { useBuilder } from "./use-builder.ts";
import { VersionsPanel } from "./VersionsPanel.tsx";

type BuilderProps = {
  readonly detail: WorkflowDetail;
  readonly metadata: WorkflowMetadata;
  readonly readOnly: boolean;
  readonly onReload: () => void;
};

/** The workflow builder: bar, canvas or outline, and the panel of what is selected. */
export function Builder({ detail, metadata, readOnly, onReload }: BuilderProps) {
  const builder = useBuilder(detail, metadata, readOnly);
  const { editor, draft } = builder;
  const narrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down("md"));
  const [selected, setSelected] = useSelection();
  const [viewParam, setView] = useSearchParam("view");
  const [, setShownVersion] = useSearchParam("version");
  const [panel, setPanel] = useState<"step" | "versions" | null>(selected === null ? null : "step");
  const [insert, setInsert] = useState<InsertRequest | null>(null);
  const [deleting, setDeleting] = useState<string | null>(null);
  const [focusOn, setFocusOn] = useState<{ readonly origin: string } | null>(null);
  const publishing = usePublishing(detail, draft);
  const setEnabled = useSetEnabled(detail);
  const view = (viewParam ?? (narrow ? "outline" : "canvas")) === "outline" ? "outline" : "canvas";

  const open = useCallback(
    (origin: string) => {
      setSelected(origin);
      setPanel("step");
    },
    [setSelected],
  );
  const close = () => {
    setPanel(null);
    if (selected !== null) setFocusOn({ origin: selected });
  };
  const find = (origin: string) => {
    open(origin);
    setFocusOn({ origin });
  };
  const remove = useCallback(
    (key: string) => {
      if (usedPorts(editor.graph, key).length > 1) return setDeleting(key);
      editor.apply({ kind: "deleteStep", key });
      setPanel(null);
      setFocusOn({ origin: editor.graph.edges.find((edge) => edge.to === key)?.from ?? TRIGGER });
    },
    [editor],
  );
  const add = (place: EdgePlace, step: StepDefinition) => {
    editor.apply({ kind: "addStep", place, step });
    open(step.key);
  };
  const publish = () => {
    const error = editor.problems.find((problem) => problem.severity === "error");
    if (!isPublishable(editor.problems) && error !== undefined) return find(error.stepKey ?? TRIGGER);
    publishing.ask();
  };
  const step = selected === null ? undefined : findStep(editor.graph, selected);
  return (
    <EditorProvider value={editor}>
      <BuilderBar
        detail={detail}
        name={builder.name}
        changed={builder.changed}
        readOnly={readOnly}
        save={draft.state}
        undo={builder.undo}
        redo={builder.redo}
        onName={builder.setName}
        onProblem={find}
        onVersions={() => setPanel(panel === "versions" ? null : "versions")}
        onEnabled={setEnabled}
        onPublish={publish}
      />
      {draft.state.kind === "conflict" ? <ConflictNotice onReload={onReload} onOverwrite={overwriteOf(draft)} /> : null}
      <Box sx={{ flex: 1, minHeight: 0, display: "flex", position: "relative" }}>
        <BuilderStage
          view={view}
          narrow={narrow}
          selected={selected}
          focusOn={focusOn}
          onView={setView}
          onOpen={open}
          onSelect={setSelected}
          onFind={find}
          onInsert={useCallback((place, anchor) => setInsert({ place, anchor }), [])}
          onDelete={remove}
        />
        {panel === "versions" ? (
          <VersionsPanel
            workflowId={detail.workflowId}
            shown={null}
            onShow={setShownVersion}
            onClose={() => setPanel(null)}
          />
        ) : null}
        {panel === "step" && step !== undefined ? (
          <StepPanel key={step.key} step={step} onClose={close} onDelete={remove} onOpen={open} />
        ) : null}
        {panel === "step" && selected === TRIGGER ? <TriggerPanel onClose={close} /> : null}
      </Box>
      <StepPicker
        graph={editor.graph}
        request={insert}
        onAdd={add}
        onConnect={(place, to) => editor.apply({ kind: "connect", from: place.from, port: place.port, to })}
        onClose={() => setInsert(null)}
      />
      <DeleteDialog
        graph={editor.graph}
        stepKey={deleting}
        onClose={() => setDeleting(null)}
        onDelete={(keepPort) => {
          if (deleting !== null) editor.apply({ kind: "deleteStep", key: deleting, keepPort });
          setDeleting(null);
          setPanel(null);
        }}
      />
      <PublishDialog
        key={String(publishing.open)}
        open={publishing.open}
        next={(detail.live?.number ?? 0) + 1}
        busy={publishing.busy}
        error={publishing.error}
        onPublish={(note) => void publishing.publish(note)}
        onClose={publishing.close}
      />
    </EditorProvider>
  );
}

type Draft = ReturnType<typeof useBuilder>["draft"];

function overwriteOf(draft: Draft): (() => void) | null {
  if (draft.state.kind !== "conflict" || draft.state.currentVersion === null) return null;
  const { currentVersion } = draft.state;
  return () => draft.overwrite(currentVersion);
}

/** Publishing: everything is saved first, then the stored draft becomes the next version. */
function usePublishing(detail: WorkflowDetail, draft: Draft) {
  const client = useQueryClient();
  const notify = useNotify();
  const translate = useTranslate();
  const [state, setState] = useState<{ readonly open: boolean; readonly busy: boolean; readonly error: string | null }>(
    { open: false, busy: false, error: null },
  );
  const publish = async (note: string): Promise<void> => {
    setState({ open: true, busy: true, error: null });
    if (!(await draft.flush()))
      return setState({ open: true, busy: false, error: translate("workflow.publish.not_saved") });
    try {
      const published = await trpc.workflows.publish.mutate({
        workflowId: detail.workflowId,
        draftVersion: draft.draftVersion(),
        note,
      });
      client.setQueryData(workflowKey(detail.workflowId), published);
      void client.invalidateQueries({ queryKey: WORKFLOWS_KEY });
      void client.invalidateQueries({ queryKey: ["workflow-versions", detail.workflowId] });
      setState({ open: false, busy: false, error: null });
      notify(translate("workflow.publish.done", { number: published.live?.number ?? 0 }), { type: "success" });
    } catch (error) {
      setState({ open: true, busy: false, error: toApiError(error).message });
    }
  };
  return {
    ...state,
    publish,
    ask: () => setState({ open: true, busy: false, error: null }),
    close: () => setState({ open: false, busy: false, error: null }),
  };
}

function useSetEnabled(detail: WorkflowDetail): (enabled: boolean) => void {
  const client = useQueryClient();
  const notify = useNotify();
  return (enabled) => {
    trpc.workflows.setEnabled
      .mutate({ workflowId: detail.workflowId, enabled })
      .then((changed) => {
        client.setQueryData(workflowKey(detail.workflowId), changed);
        return client.invalidateQueries({ queryKey: WORKFLOWS_KEY });
      })
      .catch((error: unknown) => notify(toApiError(error).message, { type: "error" }));
  };
}
