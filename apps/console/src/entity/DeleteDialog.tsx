import type { EntityType } from "@catalyst/contracts";
import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import { useTranslate } from "react-admin";
import { toApiError } from "../provider/api-error.ts";
import { DeletionPreviewView } from "./DeletionPreviewView.tsx";
import { DeletionProgressView } from "./DeletionProgressView.tsx";
import { type Deletion, useDeletion } from "./use-deletion.ts";

type DeleteDialogProps = {
  readonly open: boolean;
  readonly entityType: EntityType;
  readonly ids: readonly string[];
  readonly onClose: () => void;
  readonly onDeleted: () => void;
};

/** Says what goes to the bin, what loses its relation and what stands in the way; deletes, and shows how far it is. */
export function DeleteDialog({ open, entityType, ids, onClose, onDeleted }: DeleteDialogProps) {
  const translate = useTranslate();
  const finish = () => {
    onClose();
    onDeleted();
  };
  const deletion = useDeletion({ open, entityType, ids, onDone: finish });
  const { preview, previewError, progress } = deletion;
  const name = preview?.deleted.find((group) => group.entityType === entityType.key)?.samples[0];
  const close = () => {
    if (progress) deletion.forget();
    (progress ? finish : onClose)();
  };
  return (
    <Dialog open={open} onClose={close} maxWidth="xs" fullWidth aria-labelledby="delete-title">
      <DialogTitle id="delete-title">
        {ids.length === 1 && name !== undefined
          ? translate("record.delete_title_one", { name })
          : translate("record.delete_title", { smart_count: ids.length })}
      </DialogTitle>
      <DialogContent aria-busy={!preview && !previewError}>
        {progress ? <DeletionProgressView progress={progress} /> : null}
        {!progress && previewError ? <Alert severity="error">{toApiError(previewError).message}</Alert> : null}
        {!progress && !previewError ? <DeletionPreviewView preview={preview} count={ids.length} /> : null}
      </DialogContent>
      <DialogActions>
        {progress ? (
          <ProgressActions deletion={deletion} onClose={close} />
        ) : (
          <PreviewActions deletion={deletion} count={ids.length} onClose={onClose} />
        )}
      </DialogActions>
    </Dialog>
  );
}

type ActionsProps = { readonly deletion: Deletion; readonly onClose: () => void };

function PreviewActions({ deletion, count, onClose }: ActionsProps & { readonly count: number }) {
  const translate = useTranslate();
  const { preview, isBusy } = deletion;
  const total = preview?.total ?? count;
  return (
    <>
      <Button variant="outlined" onClick={onClose}>
        {translate("record.keep")}
      </Button>
      <Button
        variant="contained"
        color="error"
        loading={isBusy}
        disabled={!preview || preview.refused.length > 0}
        onClick={() => void deletion.remove()}
      >
        {total > count ? translate("record.delete_all", { count: total }) : translate("record.delete")}
      </Button>
    </>
  );
}

function ProgressActions({ deletion, onClose }: ActionsProps) {
  const translate = useTranslate();
  return (
    <>
      {deletion.progress?.state === "running" ? (
        <Button variant="outlined" loading={deletion.isBusy} onClick={() => void deletion.stop()}>
          {translate("record.deletion_stop")}
        </Button>
      ) : null}
      <Button variant="contained" onClick={onClose}>
        {translate("record.close")}
      </Button>
    </>
  );
}
