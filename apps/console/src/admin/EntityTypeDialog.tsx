import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import Stack from "@mui/material/Stack";
import TextField from "@mui/material/TextField";
import { useNotify, useTranslate } from "react-admin";
import { type FormEvent, useState } from "react";
import { type ApiError, toApiError } from "../provider/api-error.ts";
import { useRefreshMetadata } from "../provider/metadata.ts";
import { trpc } from "../provider/trpc-client.ts";

/** Names a new entity type; its records, screens and fields are there at once. */
export function EntityTypeDialog({ onClose }: { readonly onClose: () => void }) {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefreshMetadata();
  const [label, setLabel] = useState("");
  const [labelPlural, setLabelPlural] = useState("");
  const [error, setError] = useState<ApiError | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await trpc.entityTypes.create.mutate({ label, labelPlural });
      await refresh();
      notify("admin.entity_types.created", { type: "success", messageArgs: { label: labelPlural } });
      onClose();
    } catch (failure) {
      setError(toApiError(failure));
    }
  };
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="entity-type-title">
      <form onSubmit={(event) => void submit(event)}>
        <DialogTitle id="entity-type-title">{translate("admin.entity_types.new")}</DialogTitle>
        <DialogContent>
          <Stack spacing={2}>
            {error ? <Alert severity="error">{error.message}</Alert> : null}
            <TextField
              autoFocus
              required
              label={translate("admin.entity_types.label")}
              placeholder={translate("admin.entity_types.label_example")}
              value={label}
              onChange={(event) => setLabel(event.target.value)}
            />
            <TextField
              required
              label={translate("admin.entity_types.label_plural")}
              placeholder={translate("admin.entity_types.label_plural_example")}
              value={labelPlural}
              onChange={(event) => setLabelPlural(event.target.value)}
            />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button variant="outlined" onClick={onClose}>
            {translate("admin.cancel")}
          </Button>
          <Button type="submit" variant="contained">
            {translate("admin.entity_types.create")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
