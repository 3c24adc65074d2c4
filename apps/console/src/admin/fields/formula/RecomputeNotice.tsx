import type { EntityType, FieldRecompute } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import LinearProgress from "@mui/material/LinearProgress";
import { useState } from "react";
import { useNotify, useTranslate } from "react-admin";
import { useRefreshMetadata } from "../../../provider/metadata.ts";
import { trpc } from "../../../provider/trpc-client.ts";

type RecomputeNoticeProps = { readonly entityType: EntityType; readonly recompute: FieldRecompute };

/** How far the computation of all records is after a change of a formula or roll-up; it can be stopped and taken up again. */
export function RecomputeNotice({ entityType, recompute }: RecomputeNoticeProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefreshMetadata();
  const [isBusy, setIsBusy] = useState(false);
  const isRunning = recompute.state === "running";
  const act = async () => {
    setIsBusy(true);
    try {
      const procedure = isRunning ? trpc.fields.cancelRecompute : trpc.fields.recompute;
      await procedure.mutate({ entityType: entityType.key });
      await refresh();
    } catch {
      notify("computed.state.failed", { type: "error" });
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Alert
      severity={isRunning ? "info" : "warning"}
      action={
        <Button size="small" color="inherit" disabled={isBusy} onClick={() => void act()}>
          {translate(isRunning ? "computed.state.cancel" : "computed.state.restart")}
        </Button>
      }
    >
      {translate(isRunning ? "computed.state.recomputing" : "computed.state.cancelled", {
        percent: recompute.progress,
      })}
      {isRunning ? (
        <LinearProgress
          variant="determinate"
          value={recompute.progress}
          aria-label={translate("computed.state.recomputing", { percent: recompute.progress })}
          sx={{ mt: 0.75 }}
        />
      ) : null}
    </Alert>
  );
}
