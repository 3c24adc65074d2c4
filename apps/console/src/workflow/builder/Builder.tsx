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
import { EditorProvider, useEditor } from "../panel/editor-context.ts";
import { StepPanel } from "../panel/StepPanel.tsx";
import { TriggerPanel } from "../panel/TriggerPanel.tsx";
import { RehearsalPanel } from "../rehearsal/RehearsalPanel.tsx";
import { useSearchParam, useSelection } from "../use-search-param.ts";
import { WORKFLOWS_KEY, workflowKey } from "../workflow-queries.ts";
import { BuilderBar } from "./BuilderBar.tsx";
import { BuilderStage } from "./BuilderStage.tsx";
import { ConflictNotice } from "./ConflictNotice.tsx";
import { DeleteDialog, usedPorts } from "./DeleteDialog.tsx";
import { PausedNotice } from "./PausedNotice.tsx";
import { PublishDialog } from "./PublishDialog.tsx";
import { SettingsPanel } from "./SettingsPanel.tsx";
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
  const { panel, setPanel, focusOn, setFocusOn, open, close, find } = useSidePanel(selected, setSelected);
  const [viewParam, setView] = useSearchParam("view");
  const [insert, setInsert] = useState<InsertRequest | null>(null);
  const [deleting, setDeleting] = useState<string | null>(null);
  const publishing = usePublishing(detail, draft);
  const setEnabled = useSetEnabled(detail);
  const view = (viewParam ?? (narrow ? "outline" : "canvas")) === "outline" ? "outline" : "canvas";

  const remove = useCallback(
    (key: string) => {
      if (usedPorts(editor.graph, key).length > 1) return setDeleting(key);
      editor.apply({ kind: "deleteStep", key });
      setPanel(null);
      setFocusOn({ origin: editor.graph.edges.find((edge) => edge.to === key)?.from ?? TRIGGER });
    },
    [editor, setPanel, setFocusOn],
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
        onRehearse={() => setPanel(panel === "rehearsal" ? null : "rehearsal")}
        onSettings={() => setPanel(panel === "settings" ? null : "settings")}
        onEnabled={setEnabled}
        onPublish={publish}
      />
      {draft.state.kind === "conflict" ? <ConflictNotice onReload={onReload} onOverwrite={overwriteOf(draft)} /> : null}
      <PausedNotice detail={detail} mayResume={!readOnly} />
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
        <SidePanel panel={panel} detail={detail} selected={selected} onClose={close} onOpen={open} onDelete={remove} />
      </Box>
      <StepPicker
        graph={editor.graph}
        request={insert}
        onAdd={add}
        onConnect={(place, to) => editor.apply({ kind: "connect", from: place.from, port: place.port, to })}
        onClose={() => setInsert(null)}
      />
      <BuilderDialogs
        detail={detail}
        deleting={deleting}
        publishing={publishing}
        nextVersion={(detail.live?.number ?? 0) + 1}
        onDeleteEnded={(deleted) => {
          setDeleting(null);
          if (deleted) setPanel(null);
        }}
      />
    </EditorProvider>
  );
}

type Panel = "step" | "versions" | "rehearsal" | "settings";

/** Which panel is open, and where the focus goes when it closes. */
function useSidePanel(selected: string | null, setSelected: (origin: string) => void) {
  const [panel, setPanel] = useState<Panel | null>(selected === null ? null : "step");
  const [focusOn, setFocusOn] = useState<{ readonly origin: string } | null>(null);
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
  return { panel, setPanel, focusOn, setFocusOn, open, close, find };
}

type SidePanelProps = {
  readonly panel: Panel | null;
  readonly detail: WorkflowDetail;
  readonly selected: string | null;
  readonly onClose: () => void;
  readonly onOpen: (origin: string) => void;
  readonly onDelete: (key: string) => void;
};

function SidePanel({ panel, detail, selected, onClose, onOpen, onDelete }: SidePanelProps) {
  const { graph } = useEditor();
  const [, setShownVersion] = useSearchParam("version");
  const step = selected === null ? undefined : findStep(graph, selected);
  const { workflowId } = detail;
  if (panel === null) return null;
  if (panel === "settings") return <SettingsPanel detail={detail} onClose={onClose} />;
  if (panel === "versions") {
    return <VersionsPanel workflowId={workflowId} shown={null} onShow={setShownVersion} onClose={onClose} />;
  }
  if (panel === "rehearsal") return <RehearsalPanel workflowId={workflowId} onClose={onClose} />;
  if (step !== undefined) {
    return <StepPanel key={step.key} step={step} onClose={onClose} onDelete={onDelete} onOpen={onOpen} />;
  }
  return selected === TRIGGER ? <TriggerPanel onClose={onClose} /> : null;
}

type BuilderDialogsProps = {
  readonly deleting: string | null;
  readonly publishing: ReturnType<typeof usePublishing>;
  readonly detail: WorkflowDetail;
  readonly nextVersion: number;
  readonly onDeleteEnded: (deleted: boolean) => void;
};

function BuilderDialogs({ detail, deleting, publishing, nextVersion, onDeleteEnded }: BuilderDialogsProps) {
  const editor = useEditor();
  return (
    <>
      <DeleteDialog
        graph={editor.graph}
        stepKey={deleting}
        onClose={() => onDeleteEnded(false)}
        onDelete={(keepPort) => {
          if (deleting !== null) editor.apply({ kind: "deleteStep", key: deleting, keepPort });
          onDeleteEnded(true);
        }}
      />
      <PublishDialog
        key={String(publishing.open)}
        open={publishing.open}
        next={nextVersion}
        busy={publishing.busy}
        error={publishing.error}
        detail={detail}
        onPublish={(note) => void publishing.publish(note)}
        onClose={publishing.close}
      />
    </>
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
