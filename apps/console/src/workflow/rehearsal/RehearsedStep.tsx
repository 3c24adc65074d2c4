import type { RunStepRecord, StepStatus } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import { findStep } from "../document/edges.ts";
import type { StepRunState } from "../document/run-states.ts";
import { useEditor } from "../panel/editor-context.ts";
import { StateCircle } from "../RunState.tsx";
import { DataTable } from "../runs/DataTable.tsx";

const STATES = { started: "running", done: "done", failed: "failed", uncertain: "uncertain" } as const satisfies Record<
  StepStatus,
  StepRunState
>;

/** One step with what went in and came out; closed until somebody looks. */
export function RehearsedStep({ record }: { readonly record: RunStepRecord }) {
  const translate = useTranslate();
  const { graph, metadata } = useEditor();
  const step = findStep(graph, record.stepKey);
  const entityType = metadata.entityTypes.find((type) => type.key === step?.config.entityType);
  return (
    <Box component="li" sx={{ border: 1, borderColor: "divider", borderRadius: "10px" }}>
      <details>
        <Box component="summary" sx={{ display: "flex", gap: 1, alignItems: "center", p: 1.25, cursor: "pointer" }}>
          <StateCircle state={STATES[record.status]} />
          <Box sx={{ minWidth: 0 }}>
            <Typography variant="body2" sx={{ fontWeight: 600 }} noWrap>
              {step?.name ?? record.stepKey}
            </Typography>
            <Typography variant="caption" color="text.secondary" component="div">
              {record.error?.message ?? translate(`workflow.record_status.${record.status}`)}
            </Typography>
          </Box>
        </Box>
        <Box sx={{ px: 1.25 }}>
          <DataTable
            title={translate("workflow.runs.input")}
            value={record.input}
            entityType={entityType}
            metadata={metadata}
          />
          <DataTable
            title={translate("workflow.runs.output")}
            value={record.output}
            entityType={entityType}
            metadata={metadata}
          />
        </Box>
      </details>
    </Box>
  );
}
