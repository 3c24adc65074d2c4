import type { DeletionProgress } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import LinearProgress from "@mui/material/LinearProgress";
import Typography from "@mui/material/Typography";
import { useTranslate } from "react-admin";

/** How far a large deletion is, or how it ended. */
export function DeletionProgressView({ progress }: { readonly progress: DeletionProgress }) {
  const translate = useTranslate();
  const text = translate(`record.deletion_${progress.state}`, { done: progress.done, total: progress.total });
  if (progress.state !== "running")
    return (
      <Alert severity={progress.state === "done" ? "success" : "warning"}>
        {progress.error ? `${text} ${progress.error}` : text}
      </Alert>
    );
  return (
    <>
      <Typography id="deletion-progress" role="status" sx={{ mb: 1 }}>
        {text}
      </Typography>
      <LinearProgress
        variant="determinate"
        aria-labelledby="deletion-progress"
        value={(100 * progress.done) / Math.max(1, progress.total)}
      />
    </>
  );
}
