import { ENROLMENT_COUNT_LIMIT, type Enrolment } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import LinearProgress from "@mui/material/LinearProgress";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslate } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import { useMetadata } from "../../provider/metadata.ts";
import { useExactTime, useWhen } from "../use-fact-text.ts";
import { useMay } from "../workflow-queries.ts";
import { CancelEnrolmentDialog } from "./CancelEnrolmentDialog.tsx";
import { EnrolmentChip } from "./EnrolmentChip.tsx";
import { FilterWords } from "../FilterWords.tsx";
import { useSteer } from "./enrolment-queries.ts";

/** One enrolment: which records, how far it is, who began it; pause, resume, cancel. */
export function EnrolmentRow({ enrolment }: { readonly enrolment: Enrolment }) {
  const translate = useTranslate();
  const { state, started, left, ratePerMinute, error } = enrolment;
  const isOpen = state === "running" || state === "paused";
  const facts = [
    translate("workflow.enrolments.runs", { smart_count: started }),
    ...(left === null ? [] : [leftWords(translate, left)]),
    ...(isOpen ? [translate("workflow.enrolments.per_minute", { smart_count: ratePerMinute })] : []),
  ];
  return (
    <Box
      component="li"
      sx={{ border: 1, borderColor: "divider", borderRadius: "10px", p: 1.75, display: "grid", gap: 1 }}
    >
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1, alignItems: "flex-start" }}>
        <Typography variant="body2" sx={{ fontWeight: 600, flex: "1 1 220px", minWidth: 0, overflowWrap: "anywhere" }}>
          <FilterWords entityType={enrolment.entityType} filter={enrolment.filter} />
        </Typography>
        <EnrolmentChip state={state} />
      </Box>
      {left === null ? null : (
        <LinearProgress
          variant="determinate"
          value={started + left === 0 ? 0 : (started / (started + left)) * 100}
          aria-label={translate("workflow.enrolments.progress")}
        />
      )}
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1, alignItems: "center" }}>
        <Box sx={{ flex: "1 1 220px", minWidth: 0 }}>
          <Typography variant="body2" role={isOpen ? "status" : undefined} sx={{ fontVariantNumeric: "tabular-nums" }}>
            {facts.join(" · ")}
          </Typography>
          <History enrolment={enrolment} />
        </Box>
        <Controls enrolment={enrolment} />
      </Box>
      {error === null ? null : <Alert severity="error">{error}</Alert>}
    </Box>
  );
}

function leftWords(translate: ReturnType<typeof useTranslate>, left: number): string {
  const capped = left >= ENROLMENT_COUNT_LIMIT;
  return translate(capped ? "workflow.enrolments.left_capped" : "workflow.enrolments.left", { smart_count: left });
}

function History({ enrolment }: { readonly enrolment: Enrolment }) {
  const when = useWhen();
  const exact = useExactTime();
  const translate = useTranslate();
  const { createdBy, createdAt, endedAt } = enrolment;
  const name = useMetadata().data?.principals.find((principal) => principal.id === createdBy)?.name ?? "";
  return (
    <Typography variant="caption" component="div" color="text.secondary">
      <span title={exact(createdAt)}>{translate("workflow.enrolments.by", { name, time: when(createdAt) })}</span>
      {endedAt === null ? null : (
        <span title={exact(endedAt)}>{`, ${translate("workflow.enrolments.ended", { time: when(endedAt) })}`}</span>
      )}
    </Typography>
  );
}

function Controls({ enrolment }: { readonly enrolment: Enrolment }) {
  const translate = useTranslate();
  const mayControl = useMay("runs.control");
  const [cancelling, setCancelling] = useState(false);
  const steer = useSteer(enrolment);
  const { state, workflowId } = enrolment;
  const isOpen = (state === "running" || state === "paused") && mayControl;
  const other = state === "running" ? "paused" : "running";
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
      <Button size="small" variant="text" component={RouterLink} to={`/runs?workflow=${workflowId}`}>
        {translate("workflow.enrolments.see_runs")}
      </Button>
      {isOpen ? (
        <>
          <Button size="small" variant="outlined" loading={steer.isPending} onClick={() => steer.mutate(other)}>
            {translate(state === "running" ? "workflow.enrolments.pause" : "workflow.enrolments.resume")}
          </Button>
          <Button size="small" variant="outlined" color="error" onClick={() => setCancelling(true)}>
            {translate("workflow.enrolments.cancel")}
          </Button>
        </>
      ) : null}
      <CancelEnrolmentDialog
        started={enrolment.started}
        open={cancelling}
        busy={steer.isPending}
        onClose={() => setCancelling(false)}
        onCancel={() => steer.mutate("cancelled", { onSettled: () => setCancelling(false) })}
      />
    </Box>
  );
}
