import type { RunDetail } from "@catalyst/contracts";
import type { WorkflowMetadata } from "@catalyst/workflow-engine";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { findStep } from "../document/edges.ts";
import { plainFact } from "../document/fact.ts";
import type { StepProgress } from "../document/run-states.ts";
import { triggerName } from "../document/step-fact.ts";
import { PanelFrame } from "../panel/PanelFrame.tsx";
import { StateCircle } from "../RunState.tsx";
import { StepTile } from "../StepTile.tsx";
import { useFactText } from "../use-fact-text.ts";
import { DataTable } from "./DataTable.tsx";
import { StepData } from "./StepData.tsx";

type RunInspectorProps = {
  readonly run: RunDetail;
  readonly origin: string;
  readonly progress: StepProgress;
  readonly metadata: WorkflowMetadata;
  readonly onClose: () => void;
};

/** What one step of a run got, gave and went through. */
export function RunInspector({ run, origin, progress, metadata, onClose }: RunInspectorProps) {
  const text = useFactText();
  const translate = useTranslate();
  const step = findStep(run.graph, origin);
  const name = text(step === undefined ? triggerName({ graph: run.graph, metadata }) : plainFact(step.name));
  const title = (
    <Typography variant="h2" component="h2" sx={{ overflowWrap: "anywhere" }}>
      {name}
    </Typography>
  );
  const state = (
    <Box sx={{ display: "flex", alignItems: "center", gap: 0.75, fontSize: 12, fontWeight: 500 }}>
      <StateCircle state={progress.state} size={20} />
      {translate(`workflow.state.${progress.state}`)}
    </Box>
  );
  return (
    <PanelFrame
      label={translate("workflow.runs.inspector", { name })}
      tile={<StepTile type={step?.type ?? run.graph.trigger.type} muted />}
      title={title}
      detail={text(progress.fact)}
      actions={state}
      width={400}
      onClose={onClose}
    >
      {step === undefined ? (
        <TriggerData run={run} metadata={metadata} />
      ) : (
        <StepData key={step.key} run={run} step={step} progress={progress} metadata={metadata} />
      )}
    </PanelFrame>
  );
}

function TriggerData({ run, metadata }: { readonly run: RunDetail; readonly metadata: WorkflowMetadata }) {
  const translate = useTranslate();
  const named = { metadata, entityType: metadata.entityTypes.find((type) => type.key === run.trigger.entityType) };
  const { record, changedFields, previous } = run.trigger;
  return (
    <>
      {changedFields.length > 0 && previous !== null ? (
        <DataTable
          title={translate("workflow.runs.before")}
          value={Object.fromEntries(changedFields.map((key) => [key, previous[key] ?? null]))}
          {...named}
        />
      ) : null}
      <DataTable title={translate("workflow.runs.record")} value={record} {...named} />
    </>
  );
}
