import type { RunStepRecord, StepStatus } from "@catalyst/contracts";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";
import type { StepRunState } from "../document/run-states.ts";
import { StateCircle } from "../RunState.tsx";
import { useExactTime } from "../use-fact-text.ts";
import { useTook } from "./use-took.ts";

const STATES = { done: "done", failed: "failed", uncertain: "uncertain" } as const satisfies Record<
  Exclude<StepStatus, "started">,
  StepRunState
>;

/** What was recorded of a step, in its order: each attempt with its outcome and times. */
export function AttemptList({
  records,
  state,
}: {
  readonly records: readonly RunStepRecord[];
  readonly state: StepRunState;
}) {
  const exact = useExactTime();
  const took = useTook();
  const translate = useTranslate();
  return (
    <Box component="section">
      <Typography variant="h2" component="h3" sx={{ mb: 0.75 }}>
        {translate("workflow.runs.attempts")}
      </Typography>
      <Box component="ol" sx={{ listStyle: "none", m: 0, p: 0, display: "grid", gap: 1.25 }}>
        {outcomes(records).map((record) => (
          <Box component="li" key={record.seq} sx={{ display: "flex", gap: 1 }}>
            <StateCircle state={record.status === "started" ? state : STATES[record.status]} />
            <Box sx={{ minWidth: 0 }}>
              <Typography variant="body2" sx={{ fontWeight: 600 }}>
                {translate("workflow.runs.attempt", {
                  number: record.attempt,
                  status: translate(`workflow.record_status.${record.status}`),
                })}
              </Typography>
              <Typography
                variant="caption"
                color="text.secondary"
                component="div"
                title={record.endedAt === null ? undefined : exact(record.endedAt)}
              >
                {record.endedAt === null
                  ? translate("workflow.runs.running_since", { from: exact(record.startedAt) })
                  : translate("workflow.runs.from_to", {
                      from: exact(record.startedAt),
                      took: took(record.startedAt, record.endedAt),
                    })}
              </Typography>
              {record.error === null ? null : (
                <Typography variant="caption" component="div" sx={{ overflowWrap: "anywhere" }}>
                  {record.error.message}
                </Typography>
              )}
              <Box
                component="code"
                title={translate("workflow.runs.key")}
                sx={{
                  fontFamily: "ui-monospace, monospace",
                  fontSize: 11,
                  color: "text.secondary",
                  overflowWrap: "anywhere",
                }}
              >
                {record.idempotencyKey}
              </Box>
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}

/** That an attempt has started says nothing once its outcome is known. */
function outcomes(records: readonly RunStepRecord[]): readonly RunStepRecord[] {
  return records.filter(
    (record) =>
      record.status !== "started" ||
      !records.some((later) => later.seq > record.seq && later.attempt === record.attempt),
  );
}
