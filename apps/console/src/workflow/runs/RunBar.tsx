import ArrowBackIcon from "@mui/icons-material/ArrowBackOutlined";
import HourglassIcon from "@mui/icons-material/HourglassEmptyOutlined";
import type { RunDetail, RunWait } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import IconButton from "@mui/material/IconButton";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslate } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import { useMetadata } from "../../provider/metadata.ts";
import { findStep } from "../document/edges.ts";
import { hasEnded } from "../document/run-states.ts";
import { useLook } from "../look.ts";
import { RunStatusChip } from "../RunState.tsx";
import { useExactTime } from "../use-fact-text.ts";
import { useMay } from "../workflow-queries.ts";
import { CancelRunDialog } from "./CancelRunDialog.tsx";
import { RetryDialog } from "./RetryDialog.tsx";

/** What ran, for which record, on which version; what it waits for; cancel. */
export function RunBar({ run }: { readonly run: RunDetail }) {
  const translate = useTranslate();
  const [cancelling, setCancelling] = useState(false);
  const [retrying, setRetrying] = useState(false);
  const mayControl = useMay("runs.control");
  return (
    <>
      <Box
        component="header"
        sx={{
          display: "flex",
          alignItems: "center",
          flexWrap: "wrap",
          columnGap: 1.25,
          rowGap: 0.5,
          px: { xs: 1, md: 2 },
          py: 1,
          minHeight: 50,
          borderBottom: 1,
          borderColor: "divider",
        }}
      >
        <IconButton component={RouterLink} to="/runs" size="small" aria-label={translate("workflow.runs.back")}>
          <ArrowBackIcon fontSize="small" />
        </IconButton>
        <Typography component="h1" sx={{ fontSize: 16, lineHeight: "24px", fontWeight: 650 }}>
          {run.workflowName}
        </Typography>
        <RunStatusChip status={run.status} />
        <Box sx={{ flex: 1 }} />
        <Button
          size="small"
          variant="outlined"
          component={RouterLink}
          to={`/workflows/${run.workflowId}?version=${run.versionId}`}
        >
          {translate("workflow.runs.open_version", { number: run.versionNumber })}
        </Button>
        {hasEnded(run) && mayControl ? (
          <Button size="small" variant="outlined" onClick={() => setRetrying(true)}>
            {translate("workflow.retry.button")}
          </Button>
        ) : null}
        {hasEnded(run) || !mayControl ? null : (
          <Button
            size="small"
            variant="outlined"
            color="error"
            aria-disabled={run.cancelRequested}
            onClick={() => (run.cancelRequested ? undefined : setCancelling(true))}
          >
            {translate(run.cancelRequested ? "workflow.runs.cancelling" : "workflow.runs.cancel")}
          </Button>
        )}
      </Box>
      <RunFacts run={run} />
      {retrying ? <RetryDialog run={run} onClose={() => setRetrying(false)} /> : null}
      <CancelRunDialog run={run} open={cancelling} onClose={() => setCancelling(false)} />
    </>
  );
}

function RunFacts({ run }: { readonly run: RunDetail }) {
  const look = useLook();
  const exact = useExactTime();
  const translate = useTranslate();
  const principal = useMetadata().data?.principals.find((known) => known.id === run.principalId)?.name;
  const started = translate(principal === undefined ? "workflow.runs.started" : "workflow.runs.started_by", {
    time: exact(run.startedAt),
    name: principal,
  });
  return (
    <Box
      sx={{
        display: "flex",
        flexWrap: "wrap",
        columnGap: 3,
        rowGap: 0.5,
        px: { xs: 2, md: 2.5 },
        py: 1,
        bgcolor: "sunken",
        borderBottom: 1,
        borderColor: "divider",
        fontSize: 12,
        lineHeight: "18px",
        color: "text.secondary",
      }}
    >
      {run.entityType !== null && run.recordId !== null ? (
        <Link
          component={RouterLink}
          to={`/${run.entityType}/${run.recordId}/show`}
          underline="hover"
          sx={{ fontWeight: 600 }}
        >
          {run.recordName ?? run.recordId}
        </Link>
      ) : null}
      <span>{started}</span>
      <span>{translate("workflow.runs.on_version", { number: run.versionNumber })}</span>
      {run.endedAt === null ? null : <span>{translate("workflow.runs.ended", { time: exact(run.endedAt) })}</span>}
      {hasEnded(run)
        ? null
        : run.waits.map((wait) => <WaitFact key={`${wait.stepKey}:${wait.since}`} run={run} wait={wait} />)}
      {run.detail !== null && (run.status === "failed" || run.status === "quarantined") ? (
        <Box component="span" sx={{ color: look.danger.text, overflowWrap: "anywhere" }}>
          {run.detail}
        </Box>
      ) : null}
    </Box>
  );
}

function WaitFact({ run, wait }: { readonly run: RunDetail; readonly wait: RunWait }) {
  const look = useLook();
  const exact = useExactTime();
  const translate = useTranslate();
  const step = wait.stepKey === null ? undefined : findStep(run.graph, wait.stepKey);
  const args = {
    step: step?.name ?? "",
    since: exact(wait.since),
    until: wait.until === null ? "" : exact(wait.until),
  };
  return (
    <Box component="span" sx={{ display: "inline-flex", alignItems: "center", gap: 0.5, color: look.warning.text }}>
      <HourglassIcon aria-hidden sx={{ fontSize: 14 }} />
      {translate(`workflow.wait.${wait.kind}${wait.until === null ? "_open" : ""}`, args)}
    </Box>
  );
}
