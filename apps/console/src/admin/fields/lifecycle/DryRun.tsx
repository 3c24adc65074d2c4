import { CONVERSION_OUTCOMES, type ConversionId, type FieldDefinition, type TypeChange } from "@catalyst/contracts";
import { FIELD_TYPE_MODULES } from "@catalyst/custom-fields";
import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import LinearProgress from "@mui/material/LinearProgress";
import Stack from "@mui/material/Stack";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { useNotify, useTranslate } from "react-admin";
import { trpc } from "../../../provider/trpc-client.ts";
import { ErrorState } from "../../../state/ErrorState.tsx";
import { LoadingState } from "../../../state/LoadingState.tsx";
import { useFormatLocale } from "../../../time/use-format-locale.ts";
import { useFieldAction } from "../use-field-action.ts";
import { OutcomeSamples } from "./OutcomeSamples.tsx";
import { UseLinks } from "./UsageList.tsx";

type DryRunProps = {
  readonly field: FieldDefinition;
  readonly conversionId: ConversionId;
  readonly onBack: () => void;
  readonly onStarted: () => void;
};

const POLL_MS = 700;

/** What becomes of the values, counted and with samples; then the change itself. */
export function DryRun({ field, conversionId, onBack, onStarted }: DryRunProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const { run, isBusy, error } = useFieldAction();
  const query = useQuery({
    queryKey: ["fields", "type-change", conversionId],
    queryFn: ({ signal }) => trpc.fields.getTypeChange.query({ conversionId }, { signal }),
    refetchInterval: ({ state }) => (state.data?.state === "planning" ? POLL_MS : false),
  });
  const change = query.data;
  const start = async () => {
    if (!(await run(() => trpc.fields.changeType.mutate({ conversionId })))) return;
    notify("admin.fields.change_started", { type: "success", messageArgs: { label: field.label } });
    onStarted();
  };
  const canStart = change?.state === "planned" && change.blockers.length === 0;
  return (
    <>
      <DialogContent>
        <Stack spacing={2}>
          {error ? <Alert severity="error">{error.message}</Alert> : null}
          {change ? (
            <Outcome field={field} change={change} />
          ) : query.isError ? (
            <ErrorState error={query.error} onRetry={() => void query.refetch()} />
          ) : (
            <LoadingState />
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={onBack}>
          {translate("admin.fields.back")}
        </Button>
        {canStart ? (
          <Button variant="contained" loading={isBusy} onClick={() => void start()}>
            {translate("admin.fields.change_to", { type: FIELD_TYPE_MODULES[change.toType].label })}
          </Button>
        ) : null}
      </DialogActions>
    </>
  );
}

function Outcome({ field, change }: { readonly field: FieldDefinition; readonly change: TypeChange }) {
  const translate = useTranslate();
  const number = new Intl.NumberFormat(useFormatLocale());
  return (
    <>
      {change.state === "planning" ? (
        <Box role="status">
          <Typography sx={{ mb: 0.5 }}>
            {translate("admin.fields.checking", {
              done: number.format(change.doneRecords),
              total: number.format(change.totalRecords),
            })}
          </Typography>
          <LinearProgress
            variant="determinate"
            value={change.totalRecords === 0 ? 0 : (100 * change.doneRecords) / change.totalRecords}
            aria-label={translate("admin.fields.checking_label")}
          />
        </Box>
      ) : null}
      {change.blockers.length > 0 ? (
        <Alert severity="error">
          {translate("admin.fields.change_blocked")}
          <UseLinks uses={change.blockers} entityType={field.entityType} />
        </Alert>
      ) : null}
      {change.losesIndex ? (
        <Alert severity="warning">{translate("admin.fields.change_loses_index", { label: field.label })}</Alert>
      ) : null}
      {CONVERSION_OUTCOMES.map((outcome) => (
        <OutcomeSamples key={outcome} field={field} change={change} outcome={outcome} />
      ))}
      <Typography variant="body2" color="text.secondary">
        {translate("admin.fields.change_hint")}
      </Typography>
    </>
  );
}
