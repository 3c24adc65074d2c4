import type { RunId, RunStepRecord } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslate } from "react-admin";
import { toApiError } from "../../provider/api-error.ts";
import { trpc } from "../../provider/trpc-client.ts";

type LargeOutputProps = { readonly runId: RunId; readonly large: NonNullable<RunStepRecord["largeOutput"]> };

const MB = 1_000_000;

/** An output that is too large to come with the run: loaded when somebody asks for it. */
export function LargeOutput({ runId, large }: LargeOutputProps) {
  const translate = useTranslate();
  const [wanted, setWanted] = useState(false);
  const query = useQuery({
    queryKey: ["step-output", runId, large.seq],
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => trpc.runs.stepOutput.query({ runId, seq: large.seq }),
  });
  const [unit, size] = large.bytes >= MB ? ["mb", MB] : ["kb", 1_000];
  const bytes = translate(`workflow.runs.size_${unit}`, { count: Math.max(1, Math.round(large.bytes / size)) });
  if (query.data === undefined)
    return (
      <Box sx={{ mb: 2 }}>
        {query.isError ? (
          <Alert severity="error" sx={{ mb: 1 }}>
            {toApiError(query.error).message}
          </Alert>
        ) : null}
        <Button
          size="small"
          variant="outlined"
          loading={wanted && query.isFetching}
          onClick={() => (query.isError ? void query.refetch() : setWanted(true))}
        >
          {translate("workflow.runs.load_output", { size: bytes })}
        </Button>
      </Box>
    );
  const label = translate("workflow.runs.whole_output");
  return (
    <Box component="section" sx={{ mb: 2 }}>
      <Typography variant="h2" component="h3" sx={{ mb: 0.75 }}>
        {label}
      </Typography>
      <Box component="pre" role="group" tabIndex={0} aria-label={label} sx={TEXT}>
        {JSON.stringify(query.data.output, null, 2)}
      </Box>
    </Box>
  );
}

const TEXT = {
  m: 0,
  p: 1.5,
  maxHeight: 360,
  overflow: "auto",
  border: 1,
  borderColor: "divider",
  borderRadius: "10px",
  bgcolor: "sunken",
  fontFamily: "ui-monospace, monospace",
  fontSize: 11.5,
  lineHeight: "15px",
} as const;
