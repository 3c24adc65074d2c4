import type { VersionId, WorkflowDetail, WorkflowGraph } from "@catalyst/contracts";
import type { WorkflowMetadata } from "@catalyst/workflow-engine";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import useMediaQuery from "@mui/material/useMediaQuery";
import type { Theme } from "@mui/material/styles";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useNotify, useTranslate } from "react-admin";
import { toApiError } from "../../provider/api-error.ts";
import { trpc } from "../../provider/trpc-client.ts";
import { findStep } from "../document/edges.ts";
import { TRIGGER } from "../document/graph-operation.ts";
import { PageState } from "../PageState.tsx";
import { type Editor, EditorProvider } from "../panel/editor-context.ts";
import { StepPanel } from "../panel/StepPanel.tsx";
import { TriggerPanel } from "../panel/TriggerPanel.tsx";
import { useSearchParam } from "../use-search-param.ts";
import { useVersion, workflowKey } from "../workflow-queries.ts";
import { BuilderStage } from "./BuilderStage.tsx";

type VersionViewProps = {
  readonly detail: WorkflowDetail;
  readonly versionId: VersionId;
  readonly metadata: WorkflowMetadata;
  readonly mayRestore: boolean;
  readonly onRestored: () => void;
};

/** One published version, to look at and to restore into the draft. */
export function VersionView({ detail, versionId, metadata, mayRestore, onRestored }: VersionViewProps) {
  const translate = useTranslate();
  const query = useVersion(detail.workflowId, versionId);
  const [, setShown] = useSearchParam("version");
  const { restore, busy } = useRestore(detail, versionId, () => {
    setShown(null);
    onRestored();
  });
  const actions = (
    <>
      <Button size="small" variant="text" onClick={() => setShown(null)}>
        {translate("workflow.versions.back")}
      </Button>
      {mayRestore ? (
        <Button size="small" variant="outlined" loading={busy} onClick={() => void restore()}>
          {translate("workflow.versions.restore")}
        </Button>
      ) : null}
    </>
  );
  return (
    <PageState query={query}>
      {({ version, graph }) => (
        <>
          <Alert severity="info" action={actions} sx={{ borderRadius: 0, alignItems: "center" }}>
            {translate("workflow.versions.looking_at", { number: version.number, name: detail.name })}
          </Alert>
          <ReadOnlyStage graph={graph} metadata={metadata} />
        </>
      )}
    </PageState>
  );
}

function ReadOnlyStage({ graph, metadata }: { readonly graph: WorkflowGraph; readonly metadata: WorkflowMetadata }) {
  const narrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down("md"));
  const [view, setView] = useState<"canvas" | "outline">(narrow ? "outline" : "canvas");
  const [selected, setSelected] = useState<string | null>(null);
  const editor = useMemo<Editor>(
    () => ({ graph, metadata, problems: [], readOnly: true, apply: () => undefined }),
    [graph, metadata],
  );
  const step = selected === null ? undefined : findStep(graph, selected);
  const close = () => setSelected(null);
  return (
    <EditorProvider value={editor}>
      <Box sx={{ flex: 1, minHeight: 0, display: "flex", position: "relative" }}>
        <BuilderStage
          view={view}
          narrow={narrow}
          selected={selected}
          focusOn={null}
          onView={setView}
          onOpen={setSelected}
          onSelect={setSelected}
          onFind={setSelected}
          onInsert={() => undefined}
          onDelete={() => undefined}
        />
        {step === undefined ? null : (
          <StepPanel key={step.key} step={step} onClose={close} onDelete={() => undefined} onOpen={setSelected} />
        )}
        {selected === TRIGGER ? <TriggerPanel onClose={close} /> : null}
      </Box>
    </EditorProvider>
  );
}

function useRestore(detail: WorkflowDetail, versionId: VersionId, onRestored: () => void) {
  const client = useQueryClient();
  const notify = useNotify();
  const translate = useTranslate();
  const [busy, setBusy] = useState(false);
  const restore = async (): Promise<void> => {
    setBusy(true);
    try {
      const restored = await trpc.workflows.restoreVersion.mutate({
        workflowId: detail.workflowId,
        versionId,
        draftVersion: detail.draft.version,
      });
      client.setQueryData(workflowKey(detail.workflowId), restored);
      notify(translate("workflow.versions.restored"), { type: "success" });
      onRestored();
    } catch (error) {
      notify(toApiError(error).message, { type: "error" });
    } finally {
      setBusy(false);
    }
  };
  return { restore, busy };
}
