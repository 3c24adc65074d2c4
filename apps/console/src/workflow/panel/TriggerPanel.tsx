import { dataPathsFor } from "@catalyst/workflow-engine";
import Typography from "@mui/material/Typography";
import { useMemo } from "react";
import { useTranslate } from "react-admin";
import { triggerName } from "../document/step-fact.ts";
import { StepTile } from "../StepTile.tsx";
import { useFactText } from "../use-fact-text.ts";
import { EditedStepProvider, useEditor } from "./editor-context.ts";
import { PanelFrame } from "./PanelFrame.tsx";
import { TriggerForm } from "./trigger/TriggerForm.tsx";

/** What starts a run. */
export function TriggerPanel({ onClose }: { readonly onClose: () => void }) {
  const editor = useEditor();
  const { graph, metadata, problems } = editor;
  const text = useFactText();
  const translate = useTranslate();
  const edited = useMemo(
    () => ({
      stepKey: null,
      choices: dataPathsFor(graph, null, metadata),
      problems: problems.filter((problem) => problem.stepKey === null),
    }),
    [graph, metadata, problems],
  );
  const title = (
    <Typography variant="h2" component="h2" noWrap>
      {text(triggerName(editor))}
    </Typography>
  );
  return (
    <EditedStepProvider value={edited}>
      <PanelFrame
        label={translate("workflow.trigger.title")}
        tile={<StepTile type={graph.trigger.type} />}
        title={title}
        detail={translate("workflow.trigger.title")}
        onClose={onClose}
      >
        <TriggerForm />
      </PanelFrame>
    </EditedStepProvider>
  );
}
