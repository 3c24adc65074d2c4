import AddIcon from "@mui/icons-material/AddOutlined";
import SchemaIcon from "@mui/icons-material/AccountTreeOutlined";
import type { WorkflowSummary } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useTranslate } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import { SettingsPage } from "../../admin/SettingsPage.tsx";
import { useMetadata } from "../../provider/metadata.ts";
import { StatusChip } from "../builder/StatusChip.tsx";
import { useLook } from "../look.ts";
import { PageState, StateBlock } from "../PageState.tsx";
import { StepTile } from "../StepTile.tsx";
import { useExactTime, useWhen } from "../use-fact-text.ts";
import { useMay, useWorkflows } from "../workflow-queries.ts";
import { NewWorkflowDialog } from "./NewWorkflowDialog.tsx";

/** `/workflows`: every workflow with what runs, what is drafted and how its runs went. */
export function WorkflowListPage() {
  const translate = useTranslate();
  const query = useWorkflows();
  const mayManage = useMay("workflows.manage");
  const [creating, setCreating] = useState(false);
  const create = mayManage ? (
    <Button variant="contained" startIcon={<AddIcon />} onClick={() => setCreating(true)}>
      {translate("workflow.list.create")}
    </Button>
  ) : null;
  return (
    <SettingsPage title={translate("workflow.list.title")} hint={translate("workflow.list.hint")} actions={create}>
      <PageState query={query}>
        {({ workflows }) =>
          workflows.length === 0 ? (
            <StateBlock
              icon={<SchemaIcon aria-hidden />}
              title={translate("workflow.list.empty")}
              detail={translate("workflow.list.empty_detail")}
            >
              {create}
            </StateBlock>
          ) : (
            <Box
              component="ul"
              sx={{ listStyle: "none", m: 0, px: { xs: 2, md: 2.5 }, pb: 3, display: "grid", gap: 1.5 }}
            >
              {workflows.map((workflow) => (
                <WorkflowRow key={workflow.workflowId} workflow={workflow} />
              ))}
            </Box>
          )
        }
      </PageState>
      <NewWorkflowDialog open={creating} onClose={() => setCreating(false)} />
    </SettingsPage>
  );
}

function WorkflowRow({ workflow }: { readonly workflow: WorkflowSummary }) {
  const translate = useTranslate();
  const entity =
    useMetadata().data?.entityTypes.find((type) => type.key === workflow.entityType)?.label ?? workflow.entityType;
  const trigger = translate(`workflow.trigger.${workflow.triggerType.replace("@1", "")}`, { entity });
  return (
    <Box
      component="li"
      sx={{
        border: 1,
        borderColor: "divider",
        borderRadius: "10px",
        p: 1.75,
        display: "flex",
        flexWrap: "wrap",
        alignItems: "center",
        gap: 1.5,
      }}
    >
      <StepTile type={workflow.triggerType} />
      <Box sx={{ flex: "1 1 220px", minWidth: 0 }}>
        <Link
          component={RouterLink}
          to={`/workflows/${workflow.workflowId}`}
          underline="hover"
          sx={{ fontSize: 14, fontWeight: 600, overflowWrap: "anywhere" }}
        >
          {workflow.name}
        </Link>
        <Typography variant="caption" color="text.secondary" component="div">
          {translate("workflow.list.detail", { trigger, smart_count: workflow.stepCount })}
        </Typography>
      </Box>
      <StatusChip live={workflow.liveVersion} enabled={workflow.enabled} changed={workflow.hasDraftChanges} />
      <RunSummaryLine workflow={workflow} />
    </Box>
  );
}

function RunSummaryLine({ workflow }: { readonly workflow: WorkflowSummary }) {
  const look = useLook();
  const when = useWhen();
  const exact = useExactTime();
  const translate = useTranslate();
  const { lastRunAt } = workflow;
  return (
    <Box
      sx={{
        flex: { xs: "1 1 100%", sm: "0 0 230px" },
        display: "flex",
        flexDirection: "column",
        alignItems: { sm: "flex-end" },
      }}
    >
      <Link component={RouterLink} to={`/runs?workflow=${workflow.workflowId}`} underline="hover" variant="caption">
        {lastRunAt === null
          ? translate("workflow.list.no_run")
          : translate("workflow.list.open_runs", { smart_count: workflow.openRuns })}
      </Link>
      {lastRunAt === null ? null : (
        <Typography variant="caption" color="text.secondary" title={exact(lastRunAt)}>
          {translate("workflow.list.last_run", { time: when(lastRunAt) })}
        </Typography>
      )}
      {workflow.pausedReason === null ? null : (
        <Typography variant="caption" sx={{ color: look.warning.text, fontWeight: 500 }}>
          {translate("workflow.paused.chip")}
        </Typography>
      )}
      {workflow.failedRuns === 0 ? null : (
        <Link
          component={RouterLink}
          to={`/runs?workflow=${workflow.workflowId}&status=failed`}
          underline="hover"
          variant="caption"
          sx={{ color: look.danger.text }}
        >
          {translate("workflow.list.failed_runs", { smart_count: workflow.failedRuns })}
        </Link>
      )}
    </Box>
  );
}
