import type { ImportSummary } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import LinearProgress from "@mui/material/LinearProgress";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useNotify, useTranslate } from "react-admin";
import { Link as RouterLink } from "react-router-dom";
import { toApiError } from "../../provider/api-error.ts";
import { trpc } from "../../provider/trpc-client.ts";
import { saveFile } from "./save-file.ts";

type ImportProgressProps = { readonly summary: ImportSummary; readonly onChanged: () => void };

/** How far an import is, what came of it, and what can be done now. It goes on while nobody looks. */
export function ImportProgress({ summary, onChanged }: ImportProgressProps) {
  const translate = useTranslate();
  const attempt = useAttempt();
  const percent = summary.totalRows === 0 ? 0 : (summary.doneRows / summary.totalRows) * 100;
  const cancel = () => attempt(() => trpc.imports.cancel.mutate({ importId: summary.importId }), onChanged);
  const download = () =>
    attempt(
      () => trpc.imports.failedRows.query({ importId: summary.importId }),
      (file) => saveFile(file.fileName, file.csv),
    );
  return (
    <Stack spacing={2} sx={{ p: { xs: 2, md: 2.5 }, maxWidth: 640 }}>
      {summary.error ? <Alert severity="error">{summary.error}</Alert> : null}
      <LinearProgress variant="determinate" value={percent} aria-label={translate("admin.imports.progress")} />
      <Typography variant="body2" role="status" sx={{ fontVariantNumeric: "tabular-nums" }}>
        {translate("admin.imports.counts", {
          done: summary.doneRows,
          total: summary.totalRows,
          created: summary.createdRows,
          failed: summary.failedRows,
        })}
      </Typography>
      <Stack direction="row" spacing={1} sx={{ flexWrap: "wrap" }}>
        {summary.status === "running" ? (
          <Button variant="outlined" onClick={() => void cancel()}>
            {translate("admin.imports.cancel")}
          </Button>
        ) : (
          <Button variant="contained" component={RouterLink} to={`/${summary.entityType}`}>
            {translate("admin.imports.show_records")}
          </Button>
        )}
        {summary.failedRows > 0 ? (
          <Button variant="outlined" onClick={() => void download()}>
            {translate("admin.imports.download_failed", { smart_count: summary.failedRows })}
          </Button>
        ) : null}
      </Stack>
    </Stack>
  );
}

function useAttempt() {
  const notify = useNotify();
  return async <T,>(work: () => Promise<T>, then: (result: T) => void) => {
    try {
      then(await work());
    } catch (failure) {
      notify(toApiError(failure).message, { type: "error" });
    }
  };
}
