import type { EntityType } from "@catalyst/contracts";
import PlayIcon from "@mui/icons-material/PlayArrowOutlined";
import Button from "@mui/material/Button";
import { useQuery } from "@tanstack/react-query";
import { useTranslate } from "react-admin";
import { lazy, Suspense, useState } from "react";
import { useMetadata } from "../provider/metadata.ts";
import { trpc } from "../provider/trpc-client.ts";

const StartWorkflowDialog = lazy(async () => ({
  default: (await import("./StartWorkflowDialog.tsx")).StartWorkflowDialog,
}));

type StartWorkflowButtonProps = {
  readonly entityType: EntityType;
  readonly ids: readonly string[];
  readonly onStarted?: () => void;
};

/** Starts a workflow for records by hand; not there where no workflow can be started so. */
export function StartWorkflowButton({ entityType, ids, onStarted }: StartWorkflowButtonProps) {
  const translate = useTranslate();
  const mayStart = useMetadata().data?.actions.includes("records.update") ?? false;
  const [open, setOpen] = useState(false);
  const query = useQuery({
    queryKey: ["startable-workflows"],
    enabled: mayStart,
    queryFn: () => trpc.workflows.startable.query(),
  });
  const workflows = (query.data?.workflows ?? []).filter((workflow) => workflow.entityType === entityType.key);
  if (workflows.length === 0) return null;
  return (
    <>
      <Button color="inherit" startIcon={<PlayIcon />} onClick={() => setOpen(true)}>
        {translate("workflow.start.button")}
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <StartWorkflowDialog
            workflows={workflows}
            ids={ids}
            onClose={() => setOpen(false)}
            onStarted={() => {
              setOpen(false);
              onStarted?.();
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
