import type { ExportId, ExportSummary } from "@catalyst/contracts";
import FileDownloadOutlinedIcon from "@mui/icons-material/FileDownloadOutlined";
import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import LinearProgress from "@mui/material/LinearProgress";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { useNotify, useTranslate } from "react-admin";
import { toApiError } from "../../provider/api-error.ts";
import { trpc } from "../../provider/trpc-client.ts";
import { useFormatLocale } from "../../time/use-format-locale.ts";

const ASK_AGAIN_MS = 500;

type ExportProgressProps = { readonly exportId: ExportId; readonly keepDays: number; readonly onClose: () => void };

/** How far an export is, until its file can be loaded. */
export function ExportProgress({ exportId, keepDays, onClose }: ExportProgressProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const { data, error, refetch } = useQuery<ExportSummary>({
    queryKey: ["export", exportId],
    queryFn: ({ signal }) => trpc.exports.get.query({ exportId }, { signal }),
    refetchInterval: (query) => (query.state.data && query.state.data.status !== "running" ? false : ASK_AGAIN_MS),
  });
  const cancel = () =>
    trpc.exports.cancel
      .mutate({ exportId })
      .then(() => refetch())
      .catch((failure: unknown) => notify(toApiError(failure).message, { type: "error" }));
  return (
    <>
      <DialogContent aria-live="polite">
        {error ? <Alert severity="error">{toApiError(error).message}</Alert> : <State summary={data} />}
        {data?.status === "running" || data?.status === "completed" ? (
          <Typography variant="caption" color="text.secondary" component="p" sx={{ mt: 1.5 }}>
            {translate("export.kept", { days: keepDays })}
          </Typography>
        ) : null}
      </DialogContent>
      <DialogActions>
        {data?.status === "running" ? (
          <Button color="inherit" onClick={() => void cancel()}>
            {translate("export.cancel")}
          </Button>
        ) : null}
        <Button color="inherit" onClick={onClose}>
          {translate("export.close")}
        </Button>
        {data?.status === "completed" ? (
          <Button
            variant="contained"
            autoFocus
            startIcon={<FileDownloadOutlinedIcon />}
            component="a"
            href={`/api/exports/${exportId}`}
            download={data.fileName}
          >
            {translate("export.download")}
          </Button>
        ) : null}
      </DialogActions>
    </>
  );
}

function State({ summary }: { readonly summary: ExportSummary | undefined }) {
  const translate = useTranslate();
  const locale = useFormatLocale();
  const number = (value: number) => value.toLocaleString(locale);
  if (summary === undefined) return <Bar text={translate("export.preparing")} value={null} />;
  const { status, doneRows, totalRows, sizeBytes } = summary;
  switch (status) {
    case "running":
      return (
        <Bar
          text={
            totalRows === null
              ? translate("export.progress_open", { done: number(doneRows) })
              : translate("export.progress", { done: number(doneRows), total: number(totalRows) })
          }
          value={totalRows === null ? null : (100 * doneRows) / Math.max(1, totalRows)}
        />
      );
    case "completed":
      return (
        <Alert severity="success">
          {translate("export.ready", { done: number(doneRows), size: sizeWords(sizeBytes, locale) })}
        </Alert>
      );
    case "cancelled":
      return <Alert severity="info">{translate("export.cancelled")}</Alert>;
    case "failed":
      return <Alert severity="error">{summary.error}</Alert>;
  }
}

function Bar({ text, value }: { readonly text: string; readonly value: number | null }) {
  return (
    <>
      <Typography sx={{ mb: 1 }}>{text}</Typography>
      <LinearProgress
        aria-label={text}
        variant={value === null ? "indeterminate" : "determinate"}
        value={value ?? 0}
        sx={{ borderRadius: 1 }}
      />
    </>
  );
}

function sizeWords(bytes: number, locale: string): string {
  const [unit, value] = bytes < 1_000_000 ? ["kilobyte", bytes / 1_000] : ["megabyte", bytes / 1_000_000];
  return new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1 }).format(Number(value));
}
