import type { RunDetail } from "@catalyst/contracts";
import type { WorkflowMetadata } from "@catalyst/workflow-engine";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { findStep } from "../document/edges.ts";
import { plainFact } from "../document/fact.ts";
import type { StepProgress } from "../document/run-states.ts";
import { triggerName } from "../document/step-fact.ts";
import { useLook } from "../look.ts";
import { PanelFrame } from "../panel/PanelFrame.tsx";
import { StateCircle } from "../RunState.tsx";
import { StepTile } from "../StepTile.tsx";
import { useFactText } from "../use-fact-text.ts";
import { AttemptList } from "./AttemptList.tsx";
import { DataTable } from "./DataTable.tsx";

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
        <StepData progress={progress} entityTypeKey={step.config.entityType} metadata={metadata} />
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

type StepDataProps = {
  readonly progress: StepProgress;
  readonly entityTypeKey: unknown;
  readonly metadata: WorkflowMetadata;
};

function StepData({ progress: { records, state }, entityTypeKey, metadata }: StepDataProps) {
  const translate = useTranslate();
  const named = { metadata, entityType: metadata.entityTypes.find((type) => type.key === entityTypeKey) };
  const last = records.at(-1);
  if (last === undefined) return <Typography variant="body2">{translate("workflow.runs.no_data")}</Typography>;
  return (
    <>
      {last.error === null ? null : <ErrorBlock code={last.error.code} message={last.error.message} />}
      <DataTable
        title={translate("workflow.runs.input")}
        value={records.findLast((record) => record.input !== null)?.input ?? null}
        {...named}
      />
      <DataTable title={translate("workflow.runs.output")} value={last.output} {...named} />
      <AttemptList records={records} state={state} />
    </>
  );
}

function ErrorBlock({ code, message }: { readonly code: string; readonly message: string }) {
  const look = useLook();
  return (
    <Box role="alert" sx={{ bgcolor: look.danger.soft, color: look.danger.text, borderRadius: "10px", p: 1.75, mb: 2 }}>
      <Typography variant="body2" sx={{ fontWeight: 600, overflowWrap: "anywhere" }}>
        {message}
      </Typography>
      <Box component="code" sx={{ fontFamily: "ui-monospace, monospace", fontSize: 11.5 }}>
        {code}
      </Box>
    </Box>
  );
}
