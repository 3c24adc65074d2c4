import type { EntityType, SavedView } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import FormControlLabel from "@mui/material/FormControlLabel";
import FormHelperText from "@mui/material/FormHelperText";
import Switch from "@mui/material/Switch";
import TextField from "@mui/material/TextField";
import { useNotify, useTranslate } from "react-admin";
import { type FormEvent, useState } from "react";
import { toApiError } from "../../provider/api-error.ts";
import { useMetadata } from "../../provider/metadata.ts";
import { trpc } from "../../provider/trpc-client.ts";
import { useRefreshViews } from "../../provider/views.ts";
import type { ListView } from "./use-list-view.ts";

type ViewDialogProps = {
  readonly entityType: EntityType;
  readonly list: ListView;
  /** The view that gets another name; without one a new view is made of the list as it is. */
  readonly renamed?: SavedView;
  readonly onClose: () => void;
};

/** Names a view; a new one is private unless it is shared at once. */
export function ViewDialog({ entityType, list, renamed, onClose }: ViewDialogProps) {
  const translate = useTranslate();
  const mayShare = (useMetadata().data?.actions ?? []).includes("views.share");
  const [name, setName] = useState(renamed?.name ?? "");
  const [shared, setShared] = useState(false);
  const [isDefault, setDefault] = useState(false);
  const { problem, isSaving, save } = useSaveView(entityType, list, onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") void save({ renamed, name: name.trim(), shared, isDefault });
  };
  return (
    <Dialog open fullWidth maxWidth="xs" onClose={onClose} aria-labelledby="view-dialog-title">
      <form onSubmit={submit}>
        <DialogTitle id="view-dialog-title">{translate(renamed ? "view.rename" : "view.save_as")}</DialogTitle>
        <DialogContent sx={{ display: "flex", flexDirection: "column", gap: 1.5 }}>
          {problem ? <Alert severity="error">{problem}</Alert> : null}
          <TextField
            autoFocus
            fullWidth
            required
            label={translate("view.name")}
            value={name}
            onChange={(event) => setName(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 80 } }}
            sx={{ mt: 0.5 }}
          />
          {renamed ? null : (
            <>
              {mayShare ? (
                <div>
                  <FormControlLabel
                    control={<Switch checked={shared} onChange={(_event, checked) => setShared(checked)} />}
                    label={translate("view.share")}
                  />
                  <FormHelperText>{translate("view.share_hint")}</FormHelperText>
                </div>
              ) : null}
              <FormControlLabel
                control={<Switch checked={isDefault} onChange={(_event, checked) => setDefault(checked)} />}
                label={translate("view.make_default")}
              />
            </>
          )}
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose}>
            {translate("view.cancel")}
          </Button>
          <Button type="submit" variant="contained" disabled={isSaving || name.trim() === ""}>
            {translate(renamed ? "view.save" : "view.create")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

type Saving = {
  readonly renamed: SavedView | undefined;
  readonly name: string;
  readonly shared: boolean;
  readonly isDefault: boolean;
};

function useSaveView(entityType: EntityType, list: ListView, onClose: () => void) {
  const notify = useNotify();
  const refresh = useRefreshViews(entityType.key);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const save = async ({ renamed, name, shared, isDefault }: Saving) => {
    setSaving(true);
    setProblem(null);
    try {
      if (renamed) await trpc.views.update.mutate({ viewId: renamed.viewId, version: renamed.version, name });
      else {
        const { filter, sort, columns } = list.current;
        const content = { filter, sort, columns: columns && [...columns] };
        const made = await trpc.views.create.mutate({
          entityType: entityType.key,
          name,
          shared,
          isDefault,
          ...content,
        });
        await refresh();
        list.settle(made);
        notify("view.created", { type: "success" });
      }
      await refresh();
      onClose();
    } catch (failure) {
      setProblem(toApiError(failure).message);
      setSaving(false);
    }
  };
  return { problem, isSaving, save };
}
