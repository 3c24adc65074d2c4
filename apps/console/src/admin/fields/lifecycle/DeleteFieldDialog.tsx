import type { DeletionPlan, FieldDefinition, RecordReference } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { useNotify, useTranslate } from "react-admin";
import { type FormEvent, useState } from "react";
import { trpc } from "../../../provider/trpc-client.ts";
import { ErrorState } from "../../../state/ErrorState.tsx";
import { LoadingState } from "../../../state/LoadingState.tsx";
import { useFormatLocale } from "../../../time/use-format-locale.ts";
import { useFieldAction } from "../use-field-action.ts";
import { RecordLinks } from "./RecordLinks.tsx";
import { UseLinks } from "./UsageList.tsx";

type DeleteFieldDialogProps = {
  readonly field: FieldDefinition;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
};

/** What would go, who stands in the way, and a name to type: deletion is rare and should take a thought. */
export function DeleteFieldDialog({ field, onClose, onDeleted }: DeleteFieldDialogProps) {
  const translate = useTranslate();
  const { fieldId } = field;
  const plan = useQuery<DeletionPlan>({
    queryKey: ["fields", "deletion", fieldId],
    queryFn: ({ signal }) =>
      fieldId ? trpc.fields.planDeletion.query({ fieldId }, { signal }) : Promise.reject(new Error("No field")),
    staleTime: 0,
  });
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="delete-field-title">
      <DialogTitle id="delete-field-title">
        {translate("admin.fields.delete_title", { label: field.label })}
      </DialogTitle>
      {plan.data ? (
        <Confirmation field={field} plan={plan.data} onClose={onClose} onDeleted={onDeleted} />
      ) : (
        <DialogContent>
          {plan.isError ? <ErrorState error={plan.error} onRetry={() => void plan.refetch()} /> : <LoadingState />}
        </DialogContent>
      )}
    </Dialog>
  );
}

function Confirmation({ field, plan, onClose, onDeleted }: DeleteFieldDialogProps & { readonly plan: DeletionPlan }) {
  const translate = useTranslate();
  const notify = useNotify();
  const { run, isBusy, error } = useFieldAction();
  const [typed, setTyped] = useState("");
  const blockers = plan.uses.filter((use) => use.blocks);
  const isConfirmed = typed.trim() === field.label.trim();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const { fieldId } = field;
    if (!fieldId || !isConfirmed) return;
    if (!(await run(() => trpc.fields.delete.mutate({ fieldId })))) return;
    notify("admin.fields.deleted_note", { type: "success", messageArgs: { label: field.label, days: plan.undoDays } });
    onClose();
    onDeleted();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <DialogContent sx={{ "&&": { pt: 0 } }}>
        <Stack spacing={2}>
          {error ? <Alert severity="error">{error.message}</Alert> : null}
          <Consequence plan={plan} />
          {plan.uses.length > 0 ? (
            <Alert severity={blockers.length > 0 ? "error" : "info"}>
              {translate(blockers.length > 0 ? "admin.fields.delete_blocked" : "admin.fields.delete_used")}
              <UseLinks uses={plan.uses} entityType={field.entityType} />
            </Alert>
          ) : null}
          {blockers.length > 0 ? null : (
            <TextField
              autoFocus
              label={translate("admin.fields.type_name", { label: field.label })}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              slotProps={{ htmlInput: { autoComplete: "off" } }}
            />
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={onClose}>
          {translate("admin.fields.keep")}
        </Button>
        {blockers.length > 0 ? null : (
          <Button type="submit" variant="contained" color="error" loading={isBusy} disabled={!isConfirmed}>
            {translate("admin.fields.delete")}
          </Button>
        )}
      </DialogActions>
    </form>
  );
}

function Consequence({ plan }: { readonly plan: DeletionPlan }) {
  const translate = useTranslate();
  const count = new Intl.NumberFormat(useFormatLocale()).format(plan.records.count);
  const records: readonly RecordReference[] = plan.samples.map((sample) => sample.record);
  return (
    <div>
      <Typography>
        {translate(plan.records.capped ? "admin.fields.records_capped" : "admin.fields.records_with", {
          smart_count: plan.records.count,
          count,
        })}{" "}
        {translate("admin.fields.delete_hint", { days: plan.undoDays })}
      </Typography>
      {records.length > 0 ? <RecordLinks records={records} /> : null}
    </div>
  );
}
