import type { CapturedCall, Rehearsal, RehearsedChange, SkippedWait } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { ReactNode } from "react";
import { useTranslate } from "react-admin";
import { findStep } from "../document/edges.ts";
import { useEditor } from "../panel/editor-context.ts";
import { RunStatusChip } from "../RunState.tsx";
import { useExactTime } from "../use-fact-text.ts";
import { CapturedItem } from "./CapturedItem.tsx";
import { ChangeItem } from "./ChangeItem.tsx";
import { RehearsedStep } from "./RehearsedStep.tsx";

/** What the run would have done: its end, the records, what would have left the product, and every step. */
export function RehearsalResult({ rehearsal }: { readonly rehearsal: Rehearsal }) {
  const translate = useTranslate();
  const { status, detail, wouldStart, changes, captured, waits, otherRuns, steps } = rehearsal;
  return (
    <Box component="section" aria-live="polite" sx={{ mt: 2.5, display: "grid", gap: 2 }}>
      <Box sx={{ display: "flex", alignItems: "center", gap: 1, flexWrap: "wrap" }}>
        <RunStatusChip status={status} />
        {detail === null ? null : <Typography variant="body2">{detail}</Typography>}
      </Box>
      {wouldStart === false ? <Alert severity="info">{translate("workflow.rehearsal.would_not_start")}</Alert> : null}
      {otherRuns > 0 ? (
        <Alert severity="info">{translate("workflow.rehearsal.other_runs", { smart_count: otherRuns })}</Alert>
      ) : null}
      <Part title={translate("workflow.rehearsal.changes")} empty={translate("workflow.rehearsal.no_changes")}>
        {changes.map((change: RehearsedChange, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- a record may change twice
          <ChangeItem key={place} change={change} />
        ))}
      </Part>
      <Part title={translate("workflow.rehearsal.captured")} empty={translate("workflow.rehearsal.no_captured")}>
        {captured.map((call: CapturedCall, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- a step may send twice
          <CapturedItem key={place} call={call} />
        ))}
      </Part>
      {waits.length === 0 ? null : (
        <Part title={translate("workflow.rehearsal.waits")} empty="">
          {waits.map((wait: SkippedWait, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- a step may wait twice
            <WaitItem key={place} wait={wait} />
          ))}
        </Part>
      )}
      <Part title={translate("workflow.rehearsal.steps")} empty={translate("workflow.rehearsal.no_steps")}>
        {steps.map((record) => (
          <RehearsedStep key={record.seq} record={record} />
        ))}
      </Part>
    </Box>
  );
}

type PartProps = { readonly title: string; readonly empty: string; readonly children: readonly ReactNode[] };

function Part({ title, empty, children }: PartProps) {
  return (
    <Box component="section">
      <Typography variant="h2" component="h3" sx={{ mb: 0.75 }}>
        {title}
      </Typography>
      {children.length === 0 ? (
        <Typography variant="body2" color="text.secondary">
          {empty}
        </Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0, display: "grid", gap: 1 }}>
          {children}
        </Box>
      )}
    </Box>
  );
}

function WaitItem({ wait }: { readonly wait: SkippedWait }) {
  const translate = useTranslate();
  const exact = useExactTime();
  const { graph } = useEditor();
  const step = findStep(graph, wait.stepKey)?.name ?? wait.stepKey;
  const key = wait.until === null ? "workflow.rehearsal.wait" : "workflow.rehearsal.wait_until";
  return (
    <Typography component="li" variant="body2">
      {translate(key, { step, until: wait.until === null ? "" : exact(wait.until) })}
    </Typography>
  );
}
