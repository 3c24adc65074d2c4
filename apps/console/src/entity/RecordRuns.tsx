import type { EntityType } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { useTranslate } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import type { ScreenRecord } from "../provider/records-of.ts";
import { TimeText } from "../time/TimeText.tsx";
import { RunStatusChip } from "../workflow/RunState.tsx";
import { trpc } from "../provider/trpc-client.ts";

const SHOWN = 5;
const REFRESH_INTERVAL_MS = 2_000;
/** A change may start a run a moment after the page was drawn. */
const IDLE_INTERVAL_MS = 5_000;

/** The latest runs that this record started, as long as one is open kept up to date. */
export function RecordRuns({ entityType, record }: { readonly entityType: EntityType; readonly record: ScreenRecord }) {
  const translate = useTranslate();
  const { data } = useQuery({
    queryKey: ["runs", "of", record.id],
    queryFn: () => trpc.runs.list.query({ record: { entityType: entityType.key, id: record.id }, limit: SHOWN }),
    refetchInterval: (query) =>
      query.state.data?.runs.some((run) => run.endedAt === null) ? REFRESH_INTERVAL_MS : IDLE_INTERVAL_MS,
  });
  if (!data || data.runs.length === 0) return null;
  return (
    <Box
      component="section"
      aria-label={translate("record.runs")}
      sx={{ px: 2, py: 1.5, borderTop: 1, borderColor: "divider" }}
    >
      <Typography variant="h2" sx={{ mb: 0.5 }}>
        {translate("record.runs")}
      </Typography>
      <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0 }}>
        {data.runs.map((run) => (
          <Box component="li" key={run.runId} sx={{ display: "flex", alignItems: "center", gap: 1, minHeight: 32 }}>
            <Link
              component={RouterLink}
              to={`/runs/${run.runId}`}
              underline="hover"
              noWrap
              sx={{ flex: 1, minWidth: 0, color: "text.primary" }}
            >
              {run.workflowName}
            </Link>
            <RunStatusChip status={run.status} />
            <Typography variant="caption" color="text.secondary">
              <TimeText at={run.startedAt} />
            </Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
