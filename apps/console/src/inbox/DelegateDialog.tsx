import type { ApprovalDetails, PrincipalId } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import Autocomplete from "@mui/material/Autocomplete";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useNotify, useTranslate } from "react-admin";
import { toApiError } from "../provider/api-error.ts";
import { useMetadata } from "../provider/metadata.ts";
import { trpc } from "../provider/trpc-client.ts";

/** Cache key of what the reader is asked to decide. */
export const APPROVALS_KEY = ["approvals"];

type DelegateDialogProps = { readonly approval: ApprovalDetails; readonly onClose: () => void };
type Member = { readonly id: PrincipalId; readonly name: string };

/** Hands an approval to somebody else, who decides it instead. */
export function DelegateDialog({ approval, onClose }: DelegateDialogProps) {
  const id = useId();
  const translate = useTranslate();
  const [to, setTo] = useState<Member | null>(null);
  const [note, setNote] = useState("");
  const [missing, setMissing] = useState(false);
  const members = (useMetadata().data?.principals ?? []).filter(
    (principal) => principal.active && !approval.people.includes(principal.id),
  );
  const delegate = useDelegate(approval.waitId, onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (to === null) setMissing(true);
    else delegate.mutate({ to, note });
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} fullWidth maxWidth="xs">
      <form noValidate onSubmit={submit}>
        <DialogTitle id={id} variant="h2">
          {translate("inbox.hand_on_title")}
        </DialogTitle>
        <DialogContent sx={{ display: "grid", gap: 2 }}>
          <Typography variant="body2" sx={{ fontWeight: 600, overflowWrap: "anywhere" }}>
            {approval.title}
          </Typography>
          <Typography variant="body2">{translate("inbox.hand_on_text")}</Typography>
          {delegate.error ? <Alert severity="error">{toApiError(delegate.error).message}</Alert> : null}
          <Autocomplete<Member>
            size="small"
            options={members}
            getOptionLabel={({ name }) => name}
            getOptionKey={(member) => member.id}
            isOptionEqualToValue={(option, value) => option.id === value.id}
            value={to}
            onChange={(_event, chosen) => setTo(chosen)}
            renderInput={(params) => (
              <TextField
                {...params}
                autoFocus
                required
                label={translate("inbox.hand_on_to")}
                error={missing && to === null}
                helperText={missing && to === null ? translate("inbox.hand_on_nobody") : undefined}
              />
            )}
          />
          <TextField
            multiline
            minRows={2}
            label={translate("inbox.hand_on_note")}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 2_000 } }}
          />
        </DialogContent>
        <DialogActions>
          <Button variant="outlined" onClick={onClose}>
            {translate("inbox.cancel")}
          </Button>
          <Button type="submit" variant="contained" loading={delegate.isPending}>
            {translate("inbox.hand_on")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function useDelegate(waitId: string, onDone: () => void) {
  const client = useQueryClient();
  const notify = useNotify();
  const translate = useTranslate();
  return useMutation({
    mutationFn: ({ to, note }: { readonly to: Member; readonly note: string }) =>
      trpc.approvals.delegate.mutate({ waitId, toPrincipalId: to.id, note }),
    onSuccess: async ({ delegated }, { to }) => {
      notify(translate(delegated ? "inbox.handed_on" : "inbox.handed_too_late", { name: to.name }), {
        type: delegated ? "success" : "info",
      });
      await client.invalidateQueries({ queryKey: APPROVALS_KEY });
      onDone();
    },
  });
}
