import { RUN_STATUSES, type RunStatus, type RunSummary, WorkflowId } from "@catalyst/contracts";
import PlayIcon from "@mui/icons-material/PlayArrowOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslate } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import { SettingsPage } from "../../admin/SettingsPage.tsx";
import { trpc } from "../../provider/trpc-client.ts";
import { PageState, StateBlock } from "../PageState.tsx";
import { SelectInput } from "../panel/SelectInput.tsx";
import { RunStatusChip } from "../RunState.tsx";
import { useExactTime, useWhen } from "../use-fact-text.ts";
import { useSearchParam } from "../use-search-param.ts";
import { useWorkflows } from "../workflow-queries.ts";
import { AllFailureCauses, FailureCauses } from "./FailureCauses.tsx";

const PAGE_SIZE = 50;
/** The newest runs are worth seeing as they come; older pages stay as they are. */
const REFRESH_INTERVAL_MS = 3_000;

/** `/runs`: runs of all workflows, the newest first. */
export function RunListPage() {
  const translate = useTranslate();
  const [workflow, setWorkflow] = useSearchParam("workflow");
  const [status, setStatus] = useSearchParam("status");
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const query = useRuns(workflow, status, cursors.at(-1));
  const workflowId = WorkflowId.safeParse(workflow);
  const filtered = workflow !== null || status !== null;
  const filter = (set: (value: string | null) => void) => (value: string) => {
    setCursors([]);
    set(value === "" ? null : value);
  };
  return (
    <SettingsPage title={translate("workflow.runs.title")}>
      <Filters
        workflow={workflow ?? ""}
        status={status ?? ""}
        onWorkflow={filter(setWorkflow)}
        onStatus={filter(setStatus)}
      />
      {workflowId.success ? <FailureCauses workflowId={workflowId.data} /> : null}
      {workflow === null && status === "failed" ? <AllFailureCauses /> : null}
      <PageState query={query}>
        {({ runs, nextCursor }) =>
          runs.length === 0 ? (
            <StateBlock
              icon={<PlayIcon aria-hidden />}
              title={translate(filtered ? "workflow.runs.none_match" : "workflow.runs.empty")}
              detail={translate(filtered ? "workflow.runs.none_match_detail" : "workflow.runs.empty_detail")}
            />
          ) : (
            <>
              <RunRows runs={runs} />
              <Box sx={{ display: "flex", justifyContent: "flex-end", gap: 1, p: 1.5 }}>
                <Button
                  size="small"
                  variant="outlined"
                  disabled={cursors.length === 0}
                  onClick={() => setCursors(cursors.slice(0, -1))}
                >
                  {translate("workflow.runs.previous")}
                </Button>
                <Button
                  size="small"
                  variant="outlined"
                  disabled={nextCursor === null}
                  onClick={() => (nextCursor === null ? undefined : setCursors([...cursors, nextCursor]))}
                >
                  {translate("workflow.runs.next")}
                </Button>
              </Box>
            </>
          )
        }
      </PageState>
    </SettingsPage>
  );
}

function useRuns(workflow: string | null, status: string | null, cursor: string | undefined) {
  const workflowId = WorkflowId.safeParse(workflow);
  const known = RUN_STATUSES.find((candidate) => candidate === status);
  return useQuery({
    queryKey: ["runs", workflow, status, cursor],
    queryFn: ({ signal }) =>
      trpc.runs.list.query({ workflowId: workflowId.data, status: known, cursor, limit: PAGE_SIZE }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: cursor === undefined ? REFRESH_INTERVAL_MS : false,
  });
}

type FiltersProps = {
  readonly workflow: string;
  readonly status: string;
  readonly onWorkflow: (value: string) => void;
  readonly onStatus: (value: string) => void;
};

function Filters({ workflow, status, onWorkflow, onStatus }: FiltersProps) {
  const translate = useTranslate();
  const workflows = useWorkflows().data?.workflows ?? [];
  const any = (label: string) => ({ value: "", label });
  return (
    <Box
      role="search"
      aria-label={translate("workflow.runs.filter")}
      sx={{ display: "flex", flexWrap: "wrap", gap: 1, px: { xs: 2, md: 2.5 }, pb: 1.5 }}
    >
      <Box sx={{ width: 260 }}>
        <SelectInput
          label={translate("workflow.runs.workflow")}
          value={workflow}
          choices={[
            any(translate("workflow.runs.any_workflow")),
            ...workflows.map((known) => ({ value: known.workflowId, label: known.name })),
          ]}
          onChange={onWorkflow}
        />
      </Box>
      <Box sx={{ width: 180 }}>
        <SelectInput
          label={translate("workflow.runs.status")}
          value={status}
          choices={[
            any(translate("workflow.runs.any_status")),
            ...RUN_STATUSES.map((known: RunStatus) => ({
              value: known,
              label: translate(`workflow.run_status.${known}`),
            })),
          ]}
          onChange={onStatus}
        />
      </Box>
    </Box>
  );
}

/** Rows that become cards on a phone: the columns wrap below each other. */
function RunRows({ runs }: { readonly runs: readonly RunSummary[] }) {
  return (
    <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0, borderTop: 1, borderColor: "divider" }}>
      {runs.map((run) => (
        <RunRow key={run.runId} run={run} />
      ))}
    </Box>
  );
}

function RunRow({ run }: { readonly run: RunSummary }) {
  const when = useWhen();
  const exact = useExactTime();
  const translate = useTranslate();
  return (
    <Box
      component="li"
      sx={{
        display: "grid",
        gridTemplateColumns: {
          xs: "minmax(0, 1fr) auto",
          md: "minmax(0, 3fr) minmax(0, 2fr) 130px minmax(0, 3fr) 150px",
        },
        columnGap: 2,
        rowGap: 0.25,
        alignItems: "center",
        px: { xs: 2, md: 2.5 },
        py: 1,
        minHeight: 46,
        borderBottom: 1,
        borderColor: "divider",
      }}
    >
      <Box sx={{ minWidth: 0 }}>
        <Link component={RouterLink} to={`/runs/${run.runId}`} underline="hover" sx={{ fontWeight: 600 }}>
          {run.workflowName}
        </Link>
        <Typography variant="caption" color="text.secondary" component="div">
          {translate("workflow.runs.on_version", { number: run.versionNumber })}
        </Typography>
      </Box>
      <Box sx={{ gridRow: { xs: 2, md: "auto" }, minWidth: 0 }}>
        {run.entityType !== null && run.recordId !== null ? (
          <Link component={RouterLink} to={`/${run.entityType}/${run.recordId}/show`} underline="hover">
            {run.recordName ?? run.recordId}
          </Link>
        ) : null}
      </Box>
      <Box sx={{ gridRow: { xs: 1, md: "auto" }, gridColumn: { xs: 2, md: "auto" } }}>
        <RunStatusChip status={run.status} />
      </Box>
      <Typography
        variant="body2"
        color="text.secondary"
        sx={{ gridColumn: { xs: "1 / -1", md: "auto" }, overflowWrap: "anywhere" }}
      >
        {run.detail}
      </Typography>
      <Typography
        variant="caption"
        color="text.secondary"
        title={exact(run.startedAt)}
        sx={{ gridRow: { xs: 2, md: "auto" }, gridColumn: { xs: 2, md: "auto" } }}
      >
        {when(run.startedAt)}
      </Typography>
    </Box>
  );
}
