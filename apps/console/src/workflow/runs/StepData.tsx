import type { EntityType, RunDetail, RunStepRecord, StepDefinition } from "@catalyst/contracts";
import { findStepType, type WorkflowMetadata } from "@catalyst/workflow-engine";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslate } from "react-admin";
import { stepItems } from "../document/run-items.ts";
import { isUndoing, type StepProgress, type StepRunState } from "../document/run-states.ts";
import { useLook } from "../look.ts";
import { FormRow } from "../panel/FormRow.tsx";
import { SelectInput } from "../panel/SelectInput.tsx";
import { AttemptList } from "./AttemptList.tsx";
import { DataTable } from "./DataTable.tsx";
import { HandedOn } from "./HandedOn.tsx";
import { LargeOutput } from "./LargeOutput.tsx";

type StepDataProps = {
  readonly run: RunDetail;
  readonly step: StepDefinition;
  readonly progress: StepProgress;
  readonly metadata: WorkflowMetadata;
};

/** What a step did: for each item of a loop on its own, and what undid it. */
export function StepData({ run, step, progress, metadata }: StepDataProps) {
  const translate = useTranslate();
  const items = stepItems(progress.records);
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = items.find(({ path }) => path === chosen) ?? items.at(-1);
  const undoing = progress.records.filter(isUndoing);
  const entityType = metadata.entityTypes.find((type) => type.key === step.config.entityType);
  const labels = new Map(findStepType(step.type)?.form.map(({ key, label: text }) => [key, text]));
  const label = translate("workflow.runs.item");
  return (
    <>
      <HandedOn run={run} step={step} metadata={metadata} />
      {shown === undefined ? (
        <Typography variant="body2">{translate("workflow.runs.no_data")}</Typography>
      ) : (
        <>
          <RanAs run={run} step={step} metadata={metadata} />
          {items.length < 2 ? null : (
            <FormRow inputId="run-item" label={label}>
              <SelectInput
                id="run-item"
                label={label}
                value={shown.path}
                choices={items.map(({ path, item }) => ({
                  value: path,
                  label: translate("workflow.runs.item_of", { item }),
                }))}
                onChange={setChosen}
              />
            </FormRow>
          )}
          <Records
            run={run}
            records={shown.records}
            state={undoing.length > 0 ? "done" : progress.state}
            entityType={entityType}
            metadata={metadata}
            labels={labels}
          />
        </>
      )}
      {undoing.length === 0 ? null : (
        <Box component="section" sx={{ mt: 2.5, pt: 2, borderTop: 1, borderColor: "divider" }}>
          <Typography variant="h2" component="h3">
            {translate("workflow.runs.undo")}
          </Typography>
          <Typography variant="caption" component="p" color="text.secondary" sx={{ mt: 0, mb: 1 }}>
            {translate("workflow.runs.undo_hint")}
          </Typography>
          <Records
            run={run}
            records={undoing}
            state={progress.state === "undone" ? "done" : progress.state}
            entityType={entityType}
            metadata={metadata}
          />
        </Box>
      )}
    </>
  );
}

type RecordsProps = {
  readonly run: RunDetail;
  readonly records: readonly RunStepRecord[];
  readonly state: StepRunState;
  readonly entityType: EntityType | undefined;
  readonly metadata: WorkflowMetadata;
  readonly labels?: ReadonlyMap<string, string>;
};

function Records({ run, records, state, entityType, metadata, labels }: RecordsProps) {
  const translate = useTranslate();
  const named = { metadata, entityType };
  const last = records.at(-1);
  if (last === undefined) return null;
  return (
    <>
      {last.error === null ? null : <ErrorBlock code={last.error.code} message={last.error.message} />}
      <DataTable
        title={translate("workflow.runs.input")}
        value={records.findLast((record) => record.input !== null)?.input ?? null}
        labels={labels}
        {...named}
      />
      <DataTable title={translate("workflow.runs.output")} value={last.output} {...named} />
      {last.largeOutput === null ? null : (
        <LargeOutput key={last.largeOutput.seq} runId={run.runId} large={last.largeOutput} />
      )}
      <AttemptList records={records} state={state} />
    </>
  );
}

function RanAs({ run, step, metadata }: Omit<StepDataProps, "progress">) {
  const translate = useTranslate();
  const name = metadata.principals.find((principal) => principal.id === run.principalId)?.name;
  return (
    <Typography variant="caption" component="p" color="text.secondary" sx={{ mt: 0, mb: 1.5 }}>
      {translate("workflow.runs.ran_as", {
        name: name ?? translate("workflow.runs.system"),
        number: run.versionNumber,
        type: findStepType(step.type)?.label ?? step.type,
      })}
    </Typography>
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
